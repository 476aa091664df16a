"""What a talk is about, on the reception's page: told there, and seen by the manager (9.3.2.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.reception import api as reception
from salesfloor.floor.tables.seats import topic_of, topics_of
from salesfloor.floor.tables.topics import said

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from salesfloor.web.requests import StaffRequest


def _may(request: StaffRequest, row: reception.Reception) -> bool:
    return reception.is_in(request.actor, row)


def _build(request: StaffRequest, row: reception.Reception) -> Mapping[str, Any]:
    return {"form": reception.form_about(request, "reception_about", ["about"], ref=row.ref)}


def _glance(request: StaffRequest, row: reception.Reception) -> Phrase | None:
    del request
    told = topic_of(row.pk)
    return phrase("The talk is about {what}", what=said(told)) if told else None


def _beside(receptions: Collection[int]) -> Mapping[int, Phrase | str]:
    return {number: said(about) for number, about in topics_of(receptions).items()}


TOPIC: Final = SubjectPart(
    "reception",
    "topic",
    phrase("What the talk is about"),
    "tables/_topic.html",
    _build,
    may=_may,
    glance=_glance,
    beside=_beside,
    commands=("reception_about",),
    rank=10,
)
