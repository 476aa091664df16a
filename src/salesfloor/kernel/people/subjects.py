"""A site and its people as subjects of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.subjects import Subject, subject_kind
from salesfloor.kernel.people.models import Site, Staff
from salesfloor.kernel.people.queries import working_at

if TYPE_CHECKING:
    from datetime import datetime


def _site(site_id: int, code: str, at: datetime) -> Subject | None:
    del at
    site = Site.objects.filter(pk=site_id, code=code).first()
    return None if site is None else Subject("site", site.code, site.name, site.created_at)


def _the_site(site_id: int, at: datetime) -> list[Subject]:
    del at
    sites = Site.objects.filter(pk=site_id)
    return [Subject("site", one.code, one.name, one.created_at) for one in sites]


def _person(site_id: int, code: str, at: datetime) -> Subject | None:
    person = working_at(site_id, at).filter(code=code).first()
    return None if person is None else _as_subject(person)


def _people(site_id: int, at: datetime) -> list[Subject]:
    found = working_at(site_id, at).order_by("code")
    return [_as_subject(one) for one in found]


def _as_subject(person: Staff) -> Subject:
    return Subject("person", person.code, person.name, person.joined_at)


subject_kind("site", phrase("Site"), find=_site, all_of=_the_site)
subject_kind("person", phrase("Person"), find=_person, all_of=_people)
