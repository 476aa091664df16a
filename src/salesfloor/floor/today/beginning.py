"""What a site that was opened lately still lacks: the list on the home pages of those who set it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Exists

from salesfloor.base import modules
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from salesfloor.base.modules import Beginning
    from salesfloor.web.requests import StaffRequest

SHOWN_FOR: Final = timedelta(days=60)
"""Who has done without something for so long does not want it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list, and whether it is done."""

    line: Beginning
    is_done: bool


def steps(request: StaffRequest) -> list[Step]:
    """Return what a new site begins with; nothing once all is done, or when the site is no longer new."""
    site = request.site
    if site is None or request.at - site.created_at > SHOWN_FOR:
        return []
    lines = modules.beginnings(request.actor.post, site.trade)
    if not lines:
        return []
    asked = [Exists(line.done(site.pk)) for line in lines]
    done = people.Site.objects.filter(pk=site.pk).values_list(*asked).get()
    found = [Step(line, is_done) for line, is_done in zip(lines, done, strict=True)]
    return [] if all(done) else found
