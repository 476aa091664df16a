"""The rulebook's technical words, as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.phrases import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

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
"""Each kind of clause: its label, and what it means for whoever works under it."""

OUTCOMES: Final[dict[str, Phrase]] = {
    "DONE": phrase("done"),
    "REFUSED": phrase("refused"),
    "BY_ITSELF": phrase("by itself"),
}

EVENTS: Final[dict[str, Phrase]] = {
    "claim_lapses": phrase("A claim runs out"),
    "day_ends": phrase("The day ends"),
    "floor_opens": phrase("The floor opens"),
    "loan_ends": phrase("A loan ends"),
    "open_on_screen": phrase("Open a page on the screen"),
}

CHOICES: Final[dict[str, Phrase]] = {
    "tail": phrase("goes to the tail"),
    "keep": phrase("keeps the place"),
    "separate": phrase("a rotation of their own"),
    "shared": phrase("one rotation with visits"),
    "duty": phrase("the consultant on duty"),
    "not_a_buyer": phrase("not a buyer"),
    "no_deal": phrase("no deal"),
    "left": phrase("left"),
    "negotiated": phrase("negotiated"),
    "deal": phrase("deal"),
    "known_later": phrase("known customer, found out later"),
    "spouse": phrase("spouse"),
    "parent": phrase("parent"),
    "child": phrase("child"),
    "sibling": phrase("sibling"),
    "relative": phrase("relative"),
    "monday": phrase("Monday"),
    "tuesday": phrase("Tuesday"),
    "wednesday": phrase("Wednesday"),
    "thursday": phrase("Thursday"),
    "friday": phrase("Friday"),
    "saturday": phrase("Saturday"),
    "sunday": phrase("Sunday"),
    "open": phrase("worked"),
    "closed": phrase("not worked"),
    "计算器": phrase("calculator"),
    "荧光笔": phrase("highlighter"),
    "笔": phrase("pen"),
    "笔记本": phrase("notebook"),
    "名片": phrase("business cards"),
    "便签": phrase("sticky notes"),
}


WEEKDAYS: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)


def name_choices(words: Mapping[str, Phrase], *, policy: str = "") -> None:
    """Name choices of policies that a module above owns, such as the duties of a site.

    With `policy` they are named so for this policy alone.
    """
    CHOICES.update({_of(policy, value): word for value, word in words.items()})


def choice_word(parameter: Parameter, value: str) -> Phrase | str:
    """Return one of a policy's choices as people say it."""
    return CHOICES.get(_of(parameter.name, value), CHOICES.get(value, value))


def _of(policy: str, value: str) -> str:
    return f"{policy}={value}" if policy else value


def command_word(name: str) -> Phrase | str:
    """Return the word of a command or question, or of an event that happens by itself."""
    declared = COMMANDS.get(name) or QUESTIONS.get(name)
    return declared.word if declared else EVENTS.get(name, name.replace("_", " "))


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
    if day in WEEKDAYS:
        return phrase("{day}, {time}", day=CHOICES[day], time=clock)
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
