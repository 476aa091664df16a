"""An article on paper: its clauses, and the values in force at the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.papers import api as papers
from salesfloor.kernel.rulebook.templatetags import rulebook as words
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from salesfloor.kernel.rulebook.clauses import Article, Clause
    from salesfloor.kernel.rulebook.settings import Setting

TEMPLATE: Final = Path(__file__).resolve().parent / "article.typ"


def article(of: Article, in_force: Mapping[str, Setting], *, site: str, on: date) -> bytes:
    """Return an article as PDF, with the values that are in force on that day."""
    opened: set[str] = set()
    return papers.render(
        TEMPLATE,
        {
            "title": words.title(of),
            "number": of.number,
            "site": site,
            "as_of": said(phrase("Values in force on {day}", day=on.isoformat())),
            "clauses": [
                _clause(one, in_force, _headings(of, one.id, opened)) for one in of.clauses
            ],
        },
    )


def _headings(of: Article, number: str, opened: set[str]) -> list[str]:
    """Return the headings of the sections that open with a clause, the outer ones first."""
    fresh = [
        section
        for section in of.sections
        if number.startswith(f"{section.id}.") and section.id not in opened
    ]
    opened |= {section.id for section in fresh}
    fresh.sort(key=lambda section: len(section.id))
    return [f"{section.id}  {words.title(section)}" for section in fresh]


def _clause(one: Clause, in_force: Mapping[str, Setting], headings: list[str]) -> dict[str, Any]:
    return {
        "number": one.id,
        "headings": headings,
        "text": words.text(one),
        "values": [
            said(
                phrase(
                    "{label}: {value}",
                    label=words.label(parameter),
                    value=words.valued(parameter, in_force[parameter.name].value),
                )
            )
            for parameter in one.parameters
        ],
    }
