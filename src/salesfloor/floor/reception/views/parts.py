"""What upper modules tell of a reception, on the own page and on the reception's: folds and sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from salesfloor.base.modules import subject_parts
from salesfloor.web.pages import give_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from salesfloor.base.modules import SubjectPart
    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.reception.models import Reception
    from salesfloor.web.pages import CommandForm
    from salesfloor.web.requests import StaffRequest

KIND = "reception"


def parts_of(
    request: StaffRequest, reception: Reception
) -> list[tuple[SubjectPart, Mapping[str, Any]]]:
    """Return the parts that this reader finds on a reception, each with what its template shows."""
    return [
        (part, part.build(request, reception))
        for part in subject_parts(KIND)
        if part.may(request, reception)
    ]


def glances_of(request: StaffRequest, reception: Reception) -> list[Phrase]:
    """Return what stands about a reception in one sentence each: topic, doubts, questions."""
    told = (part.glance(request, reception) for part in subject_parts(KIND))
    return [one for one in told if one is not None]


def form_about(
    request: StaffRequest, name: str, fields: Iterable[str], **given: str
) -> CommandForm:
    """Return the form of a command about one's own reception: the fields named, the rest set by the page."""
    form = give_form(
        request, name, given=given, hidden=tuple(given), next_url=reverse("reception:reception")
    )
    kept = {*given, *fields}
    return replace(form, fields=[field for field in form.fields if field.name in kept])
