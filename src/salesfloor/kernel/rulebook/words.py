"""The rulebook's technical words, as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base import happenings
from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.weekdays import Weekday

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from salesfloor.kernel.rulebook.clauses import Parameter

KINDS: Final[dict[str, tuple[Phrase, Phrase]]] = {
    "gate": (phrase("gate"), phrase("What breaks it is refused.")),
    "deadline": (phrase("deadline"), phrase("It falls due by itself.")),
    "record": (phrase("record"), phrase("It is written in a book that nobody alters.")),
    "duty": (phrase("duty"), phrase("It comes round, and is counted when missed.")),
    "compute": (phrase("worked out"), phrase("The outcome follows from the facts.")),
    "view": (phrase("view"), phrase("It is there to be seen.")),
    "guide": (phrase("guide"), phrase("It is shown when it is needed.")),
    "conduct": (phrase("conduct"), phrase("It is noted by person.")),
}
"""Each kind of clause: its label, and what it means for anyone who works under it."""

OUTCOMES: Final[dict[str, Phrase]] = {
    "DONE": phrase("done"),
    "REFUSED": phrase("refused"),
    "BY_ITSELF": phrase("by itself"),
}

_CHOICES: Final[dict[tuple[str, str], Phrase]] = {}
"""The words of policies' choices, by policy and value; the modules that go by a policy say them."""


def name_choices(words: Mapping[str, Phrase], *, policy: str) -> None:
    """Name the choices of a policy; the module that goes by it does so, from its own `Choice` if it has one."""
    _CHOICES.update({(policy, value): word for value, word in words.items()})


def choice_word(parameter: Parameter, value: str) -> Phrase | str:
    """Return one of a policy's choices as people say it."""
    return _CHOICES.get((parameter.name, value), value)


WAYS: Final[dict[str, tuple[Phrase, str]]] = {}
"""Pages on which policies are changed with more said about them: word and page, by policy."""


def lead_from(policies: Iterable[str], word: Phrase, page: str) -> None:
    """Lead from the pages of policies to the page on which they are changed with more said about them."""
    WAYS.update(dict.fromkeys(policies, (word, page)))


def command_word(name: str) -> Phrase:
    """Return the word of a command or question, or of an event that happens by itself."""
    declared = COMMANDS.get(name) or QUESTIONS.get(name)
    return declared.word if declared else happenings.WORDS.get(name, happenings.BY_ITS_TIME)


def value_word(parameter: Parameter, value: Any) -> Phrase | str:  # noqa: ANN401 - each has its type
    """Return a policy's value as people say it, without its unit."""
    if isinstance(value, bool):
        return phrase("yes") if value else phrase("no")
    if isinstance(value, list):
        return _listed([choice_word(parameter, str(one)) for one in value])
    if parameter.type == "choice":
        return choice_word(parameter, str(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _time_word(str(value))


def _time_word(text: str) -> Phrase | str:
    """Return a time of the week or of the next day as people say it; any other text as it is."""
    day, _, clock = text.rpartition(" ")
    if day == "next day":
        return phrase("{time} on the next day", time=clock)
    if day in set(Weekday):
        return phrase("{day}, {time}", day=Weekday(day).label, time=clock)
    return text


def _listed(words: list[Phrase | str]) -> Phrase | str:
    if not words:
        return phrase("none")
    some = words[0]
    for more in words[1:]:
        some = phrase("{some}, {more}", some=some, more=more)
    return some


STATE_WORDS: Final = {
    "alive": phrase("alive"),
    "not_yet": phrase("not alive yet"),
    "policy": phrase("with policies"),
    "applied": phrase("applied lately"),
    "refused": phrase("refused lately"),
    "missed": phrase("missed lately"),
}
