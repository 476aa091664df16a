"""Who saw a customer's data, as a tab of the customer's page for the managers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.choices import label_of
from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.floor.customers import api as customers
from salesfloor.floor.privacy.seen import seen_of
from salesfloor.web.directory import names_of
from salesfloor.web.language import said
from salesfloor.web.lists import LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.web.requests import StaffRequest

MOST: Final = 200
"""Rows on the page; `who_saw` answers all."""


def _may(request: StaffRequest, story: Any) -> bool:  # noqa: ANN401 - the story of the page
    del story
    return request.actor.post in MANAGERS


def _of(code: str) -> str:
    """Return in what somebody saw it: a list by its title, anything else by its name."""
    listed = LISTS.get(code.removeprefix("list:")) if code.startswith("list:") else None
    return said(listed.title) if listed else code


def _build(request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - the story of the page
    found = seen_of(story.customer, request.at)
    names = names_of({code for one in found for code in (one.by, one.with_) if code})
    rows = [
        {
            "at": one.at,
            "by": names.get(one.by, one.by),
            "with": names.get(one.with_, one.with_),
            "way": one.way.label,
            "reason": label_of(customers.ReadingReason, one.reason) if one.reason else "",
            "of": _of(one.of),
        }
        for one in found[:MOST]
    ]
    return {"sights": rows, "more": max(len(found) - MOST, 0), "customer": story.customer}


SEEN: Final = SubjectPart(
    "customer", "seen", phrase("Who saw it"), "privacy/_seen.html", _build, may=_may, rank=90
)
