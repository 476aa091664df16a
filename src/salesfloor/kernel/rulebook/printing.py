"""An article on paper: its clauses, and the values in force at the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.papers import api as papers
from salesfloor.kernel.rulebook.queries import section_of
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
    headings = {section.id: section for section in of.sections}
    return papers.render(
        TEMPLATE,
        {
            "title": words.title(of),
            "number": of.number,
            "site": site,
            "as_of": said(phrase("Values in force on {day}", day=on.isoformat())),
            "page": said(phrase("Page")),
            "clauses": [
                _clause(one, in_force, _heading(of, place, headings))
                for place, one in enumerate(of.clauses)
            ],
        },
    )


def _heading(of: Article, place: int, headings: Mapping[str, Any]) -> str:
    """Return the heading above a clause where it opens a section."""
    here = section_of(of, of.clauses[place].id)
    before = section_of(of, of.clauses[place - 1].id) if place else ""
    if here == before or here not in headings:
        return ""
    return f"{here}  {words.title(headings[here])}"


def _clause(one: Clause, in_force: Mapping[str, Setting], heading: str) -> dict[str, Any]:
    return {
        "number": one.id,
        "heading": heading,
        "text": words.text(one),
        "values": [
            f"{words.label(parameter)}: {words.valued(parameter, in_force[parameter.name].value)}"
            for parameter in one.parameters
        ],
    }
