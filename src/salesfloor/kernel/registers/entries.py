"""Lines as people read them: cells under ruled columns, a sentence where there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import local
from salesfloor.base.labels import PEOPLE
from salesfloor.base.lines import LINES
from salesfloor.base.modules import Book, Column
from salesfloor.base.phones import masked_phones, without_phones
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.registers import words
from salesfloor.kernel.registers.wording import register_of
from salesfloor.web.trades import word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from salesfloor.kernel.registers.models import Line

Facts = dict[str, Any]
"""What a line says: its body and the personal values beside it."""

DULL: Final = frozenset({"do", "moves"})
"""Facts of no interest to a reader."""
MARKED: Final = frozenset({"correction", "override", "void", "erasure", "epoch"})
"""Kinds of lines that speak about another line and do not fill the columns."""
FILLED_LATER: Final = frozenset({"assigned_to", "owner"})
DAY_CLOSING: Final = "day_closing"
NOBODY: Final = "salesfloor"
"""The actor of what comes about by itself."""


@dataclass(frozen=True, slots=True)
class Strike:
    """The correcting line that strikes another."""

    number: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Later:
    """What another book says came of a line."""

    number: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column of a line."""

    column: Column
    text: Phrase | str
    marks: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line, ready to be read."""

    number: int
    line_no: int
    kind: str
    at: datetime
    recorded_at: datetime
    actor: str
    by: Phrase | str
    cells: tuple[Cell, ...]
    told: Phrase | None
    """What a line says across the columns, where it speaks about another line."""
    struck: Strike | None
    corrects: int | None
    hash: str

    @property
    def is_late(self) -> bool:
        """Tell whether it was written down after the fact."""
        return self.kind == "late_entry"

    @property
    def fingerprint(self) -> str:
        """Return what people compare by eye."""
        return self.hash[:16]


def entry(
    line: Line,
    number: int,
    register: Book,
    *,
    facts: Facts,
    names: Mapping[str, str],
    struck: Strike | None,
    later: list[Later],
) -> Entry:
    """Return a line as people read it."""
    told = _about_another(line.kind, facts, names) if line.kind in MARKED else None
    cells = () if told else tuple(_cell(one, line, facts, names, later) for one in register.columns)
    return Entry(
        number=number,
        line_no=line.line_no,
        kind=line.kind,
        at=line.at,
        recorded_at=line.recorded_at,
        actor=line.actor,
        by=person(line.actor, names),
        cells=cells,
        told=told,
        struck=struck,
        corrects=facts.get("register_no") if line.kind == "correction" else None,
        hash=bytes(line.hash).hex(),
    )


def codes_in(facts: Facts, register: Book) -> set[str]:
    """Return the codes of the people that a line names in a sentence or under the register's columns."""
    do = str(facts.get("do", ""))
    ruled = {_fact_under(column) for column in register.columns if column.form == "person"}
    people = {name for name in facts if name in ruled or words.reference(do, name) in PEOPLE}
    found = [facts[name] for name in people]
    codes = [*found, *(one for some in found if isinstance(some, list) for one in some)]
    return {code for code in codes if isinstance(code, str)}


def _fact_under(column: Column) -> str:
    """Return the name of the fact that a ruled column shows."""
    return column.source.partition(".")[2]


def person(code: str | None, names: Mapping[str, str]) -> Phrase | str:
    """Return what a person is called; what came about by itself says so."""
    if not code:
        return ""
    return phrase("by itself") if code == NOBODY else names.get(code, code)


def _about_another(kind: str, facts: Facts, names: Mapping[str, str]) -> Phrase:
    number, reason = facts.get("register_no", ""), without_phones(str(facts.get("reason", "")))
    if kind == "override":
        return phrase(
            "Override: No. {number} goes to {to}. {reason}",
            number=number,
            to=person(facts.get("assigned_to"), names),
            reason=reason,
        )
    if kind == "correction":
        if "undo" in facts:
            return phrase("Taken back at once: strikes No. {number}.", number=number)
        return phrase("Correction: strikes No. {number}. {reason}", number=number, reason=reason)
    return _sentence(facts, names)


def _cell(
    column: Column, line: Line, facts: Facts, names: Mapping[str, str], later: list[Later]
) -> Cell:
    marks = tuple(_marks(line.kind, facts)) if column.source in {"remark", "sentence"} else ()
    if column.source in _MADE:
        return Cell(column, _MADE[column.source](line, facts, names), marks)
    value = facts.get(_fact_under(column))
    text = _written(column, value, names, str(facts.get("do", "")))
    if column.name in FILLED_LATER:
        decided = [one for one in later if one.facts.get("do") == "override"]
        if column.name == "assigned_to":
            marks = tuple(phrase("override No. {number}", number=one.number) for one in decided)
        if not value:
            told = [one for one in later if one.facts.get("do") != "override"]
            text = _from_later(column.name, told, names) or text
    return Cell(column, text, marks)


def _from_later(fact: str, later: list[Later], names: Mapping[str, str]) -> Phrase | None:
    for one in reversed(later):
        if one.facts.get(fact):
            return phrase(
                "{who} (journal No. {number})",
                who=person(one.facts[fact], names),
                number=one.number,
            )
    return None


def _written(column: Column, value: object, names: Mapping[str, str], do: str) -> Phrase | str:
    if value is None or value == "":
        return ""
    text = str(value)
    match column.form:
        case "person":
            return person(text, names)
        case "word":
            return words.label(do, _fact_under(column), value)
        case form:
            return _FORMS.get(form, without_phones)(text)


def day_text(on: date) -> str:
    """Write a day as it stands in a book."""
    return f"{on.year}-{on.month:02}-{on.day:02}"


_FORMS: Final[dict[str, Callable[[str], str]]] = {
    "phone": masked_phones,
    "number": str,
    "day": lambda text: day_text(date.fromisoformat(text)),
}
"""How a cell is written; in what people wrote in their own words, phones are hidden."""


def _marks(kind: str, facts: Facts) -> list[Phrase]:
    marks = []
    if kind == "late_entry":
        marks.append(phrase("late entry"))
    if facts.get("basis") == "courtesy":
        marks.append(phrase("courtesy"))
    if facts.get("buyer") is False:
        marks.append(phrase("not a buyer"))
    if facts.get("phone") and facts.get("phone_valid") is False:
        marks.append(phrase("phone not valid"))
    return marks


def _remark(_line: Line, facts: Facts, _names: Mapping[str, str]) -> Phrase | str:
    basis = str(facts.get("basis") or "")
    do = str(facts.get("do", ""))
    shown = "" if basis in {"", "courtesy"} else words.label(do, "basis", basis)
    company = len([one for one in str(facts.get("party") or "").split("\n") if one.strip()])
    if not company:
        return shown
    return phrase("{basis} with {count} more", basis=shown, count=company)


def _told(line: Line, facts: Facts, names: Mapping[str, str]) -> Phrase | str:
    if line.kind == DAY_CLOSING:  # what the database calls it is a command's name, too
        return _sentence({**facts, "do": DAY_CLOSING}, names)
    return _sentence(facts, names)


_MADE: Final[dict[str, Callable[[Line, Facts, Mapping[str, str]], Phrase | str]]] = {
    "at": lambda line, _facts, _names: f"{local(line.at):%Y-%m-%d %H:%M}",
    "actor": lambda line, _facts, names: person(line.actor, names),
    "remark": _remark,
    "sentence": _told,
}


def _sentence(facts: Facts, names: Mapping[str, str]) -> Phrase:
    """Say what a line without columns says; unknown deeds are told by their facts."""
    do = str(facts.get("do", ""))
    declared = LINES.get(do)
    variants = declared.variants if declared else {}
    known = next((variants[fact] for fact in variants if facts.get(fact)), None)
    if known is None and declared is not None:
        known = declared.sentence
    told = {name: _fact(do, name, value, names) for name, value in facts.items()}
    if known is None:
        rest = "; ".join(f"{name} {told[name]}" for name in sorted(told.keys() - DULL))
        return phrase("{do}: {facts}", do=do, facts=rest)
    named = {name for _, name, _, _ in Formatter().parse(known.template) if name}
    return phrase(known.template, **{name: told.get(name, "") for name in named})


def _fact(do: str, name: str, value: object, names: Mapping[str, str]) -> Phrase | str:
    if isinstance(value, list):
        return _listed([_fact(do, name, one, names) for one in value])
    text = "" if value is None else str(value)
    if words.has_label(do, name):
        return words.label(do, name, value)
    kind = words.reference(do, name)
    if kind in PEOPLE:
        return person(text, names)
    if not text or isinstance(value, int):
        return text
    if kind:
        return _CODES.get(kind, str)(text)
    return moment_text(text) if words.is_moment(do, name) else without_phones(text)


def _volume(name: str) -> Phrase | str:
    """Write the name of a volume, `site/register/number`, as its title page does; `*` are all."""
    if name == "*":
        return phrase("All registers")
    _, kind, number = name.rsplit("/", 2)
    return phrase("{title}, volume {number}", title=register_of(kind).title, number=number)


def moment_text(text: str) -> str:
    """Write a moment as it stands in a book; what is none stays as it is."""
    try:
        return f"{local(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"
    except ValueError:
        return text


_CODES: Final[dict[str, Callable[[str], Phrase | str]]] = {
    "phone": masked_phones,
    "register": lambda text: register_of(text).title,
    "volume": _volume,
    "post": lambda text: word(text) if text in set(Post) else text,
}
"""How codes of things are written, by the kind of thing; codes of others stand as they are."""


def _listed(parts: list[Phrase | str]) -> Phrase | str:
    if not parts:
        return ""
    return reduce(lambda some, more: phrase("{some}, {more}", some=some, more=more), parts)
