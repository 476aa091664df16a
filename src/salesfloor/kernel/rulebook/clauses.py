"""The nine articles, read once from the data files of this folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXT: Final = frozenset({"id", "zh", "en", "kinds", "does_zh", "does_en", "policy"})
_DATA: Final = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number or choice of a clause that a site may set from a day on."""

    name: str
    clause: str
    default: Any
    type: str
    unit_zh: str = ""
    unit_en: str = ""
    label_zh: str = ""
    label_en: str = ""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""
    """What a text must look like, where not any text will do."""
    trades: tuple[str, ...] = ()
    """The trades whose sites go by it; none stands for all."""
    acts: bool = True
    """Whether anything goes by it already; one that does not is not offered."""
    what_if: bool = False
    """Whether other values of it can be tried on the site's own past."""

    def is_for(self, trade: str) -> bool:
        """Tell whether a site of that trade may set it: something there goes by it."""
        return self.acts and (not self.trades or trade in self.trades)


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule: its text, what the product does about it, its parameters."""

    id: str
    zh: str
    en: str
    kinds: tuple[str, ...]
    does_zh: str
    does_en: str
    parameters: tuple[Parameter, ...]
    blocks: Mapping[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    """Mechanism -> what it does about the clause; see `blocks.py`."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading above some clauses."""

    id: str
    title_zh: str
    title_en: str


@dataclass(frozen=True, slots=True)
class Article:
    """One of the nine sets of rules."""

    number: int
    title_zh: str
    title_en: str
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    trades: tuple[str, ...] = ()
    """The trades whose sites live by it; none stands for all."""
    version: int = 1
    """Counts on when the text changes; the person who signed an earlier one signs anew."""


def _parameter(
    clause: str, name: str, fields: dict[str, Any], trades: tuple[str, ...]
) -> Parameter:
    rest = {key: value for key, value in fields.items() if key not in {"choices", "every_trade"}}
    return Parameter(
        name=name,
        clause=clause,
        choices=tuple(fields.get("choices", ())),
        trades=() if fields.get("every_trade") else trades,
        **rest,
    )


def _clause(entry: dict[str, Any], trades: tuple[str, ...]) -> Clause:
    policy: dict[str, dict[str, Any]] = entry.get("policy", {})
    parameters = tuple(
        _parameter(entry["id"], name, fields, trades) for name, fields in policy.items()
    )
    return Clause(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        kinds=tuple(entry["kinds"]),
        does_zh=entry["does_zh"],
        does_en=entry["does_en"],
        parameters=parameters,
        blocks={name: _listed(given) for name, given in entry.items() if name not in _TEXT},
    )


def _listed(given: Any) -> tuple[dict[str, Any], ...]:  # noqa: ANN401 - a table or several
    return tuple(given) if isinstance(given, list) else (given,)


@cache
def articles() -> tuple[Article, ...]:
    """Return all articles in their order."""
    found = []
    for path in sorted(_DATA.glob("article-*.toml")):
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        trades = tuple(entry.get("trades", ()))
        found.append(
            Article(
                number=entry["article"],
                title_zh=entry["title_zh"],
                title_en=entry["title_en"],
                sections=tuple(Section(**section) for section in entry.get("section", ())),
                clauses=tuple(_clause(clause, trades) for clause in entry["clause"]),
                trades=trades,
                version=entry.get("version", 1),
            )
        )
    return tuple(found)


@cache
def clauses() -> dict[str, Clause]:
    """Return all clauses by number."""
    return {clause.id: clause for article in articles() for clause in article.clauses}


@cache
def parameters() -> dict[str, Parameter]:
    """Return all policy parameters by name."""
    return {
        parameter.name: parameter
        for clause in clauses().values()
        for parameter in clause.parameters
    }
