"""Lines of the registers: the sentence of each, declared once, and subscriptions to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.acts import current_act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """What a line of a register says: its book, its sentence, the facts the sentence names.

    A command declares the line that it writes (`writes=RegisterLine("conduct", phrase("…"))`); an
    event that happens by itself declares one with a name of its own (`do`). `variants` are other
    sentences for lines that hold one more fact. `facts` names what the sentence says beyond the
    command's fields and answer, each with the type that decides how it is written.
    """

    register: str
    sentence: Phrase
    do: str = ""
    variants: Mapping[str, Phrase] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


class FieldNames:
    """Marks a fact that lists fields of the line's own command; readers see their labels."""


class FieldValues:
    """Marks a fact that lists fields of the line's own command with what they hold, each as `name=value`."""


class Ratio:
    """Marks a fact that is a ratio, kept as a decimal text; readers see it in per cent."""


LINES: Final[dict[str, RegisterLine]] = {}
"""The declared lines by what they do."""


def declare(line: RegisterLine, *, known: Iterable[str] = ()) -> RegisterLine:
    """Register a line.

    :raises TypeError: the sentence names a fact that the line does not hold, or two lines have one name.
    """
    if line.do in LINES and LINES[line.do] != line:
        message = f"{line.do}: two lines of the registers have this name"
        raise TypeError(message)
    names = {*known, *line.facts, *line.variants}
    for sentence in (line.sentence, *line.variants.values()):
        missing = placeholders(sentence) - names
        if missing:
            message = f"{line.do}: its sentence names {', '.join(sorted(missing))}, which it lacks"
            raise TypeError(message)
    LINES[line.do] = line
    return line


def line(do: str, register: str, sentence: Phrase, **more: Any) -> RegisterLine:  # noqa: ANN401
    """Declare a line that is no command's own: an event, or a second line of a command."""
    return declare(RegisterLine(register, sentence, do=do, **more))


def of_command(name: str, writes: RegisterLine, known: Iterable[str]) -> RegisterLine:
    """Declare the line of a command; it bears the command's name."""
    return declare(replace(writes, do=writes.do or name), known=known)


def placeholders(sentence: Phrase) -> set[str]:
    """Return the names that a sentence fills in."""
    return {name for _, name, _, _ in Formatter().parse(sentence.template) if name}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line just written, as subscribers see it, in the writer's transaction."""

    do: str
    register: str
    register_no: int
    site_id: int
    at: datetime
    actor: Actor
    body: Mapping[str, Any]
    personal: Mapping[str, str]


OCCASIONS: Final[set[str]] = set()
"""Names of news that are no line of a register."""


def occasion(name: str) -> str:
    """Declare a piece of news that upper modules may subscribe to and that no register holds."""
    OCCASIONS.add(name)
    return name


def tell(name: str, *, site_id: int, at: datetime, **facts: Any) -> None:  # noqa: ANN401 - any fact
    """Tell the subscribers of an occasion, in the transaction of the current act."""
    if has_subscribers(name):
        publish(Entry(name, "", 0, site_id, at, current_act().actor, facts, {}))


_SUBSCRIBERS: Final[dict[str, list[Callable[[Entry], None]]]] = defaultdict(list)


def on(*names: str) -> Callable[[Callable[[Entry], None]], Callable[[Entry], None]]:
    """Subscribe to the lines of those names; the one way in which news travels upwards.

    The subscriber runs in the transaction of the line. `app/wiring` checks that each name is declared.
    """

    def subscribe(function: Callable[[Entry], None]) -> Callable[[Entry], None]:
        for name in names:
            _SUBSCRIBERS[name].append(function)
        return function

    return subscribe


def has_subscribers(do: str) -> bool:
    """Tell whether anybody listens for lines of that name."""
    return do in _SUBSCRIBERS


def publish(entry: Entry) -> None:
    """Tell the subscribers of a line that it is written."""
    for subscriber in _SUBSCRIBERS.get(entry.do, ()):
        subscriber(entry)


def names_without_line() -> set[str]:
    """Return the names that somebody subscribes to and nobody declares."""
    return set(_SUBSCRIBERS) - LINES.keys() - OCCASIONS
