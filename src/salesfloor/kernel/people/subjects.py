"""A site and its people as subjects of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.subjects import Subject, subject_kind
from salesfloor.kernel.people.models import Site
from salesfloor.kernel.people.queries import working_at

if TYPE_CHECKING:
    from datetime import datetime


def _site(site_id: int, code: str, at: datetime) -> Subject | None:
    del at
    site = Site.objects.filter(pk=site_id, code=code).first()
    return None if site is None else Subject("site", site.code, site.name)


def _the_site(site_id: int, at: datetime) -> list[Subject]:
    del at
    return [Subject("site", one.code, one.name) for one in Site.objects.filter(pk=site_id)]


def _person(site_id: int, code: str, at: datetime) -> Subject | None:
    person = working_at(site_id, at).filter(code=code).first()
    return None if person is None else Subject("person", person.code, person.name)


def _people(site_id: int, at: datetime) -> list[Subject]:
    found = working_at(site_id, at).order_by("code")
    return [Subject("person", one.code, one.name) for one in found]


subject_kind("site", phrase("Site"), find=_site, all_of=_the_site)
subject_kind("person", phrase("Person"), find=_person, all_of=_people)
