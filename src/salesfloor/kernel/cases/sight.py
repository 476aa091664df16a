"""Who sees a case (A1.15): those concerned and those who took part, leads their team, managers the site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ABOVE_MANAGERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.trades import Trade, trade_of
from salesfloor.kernel.cases.models import Case, CaseEntry
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.acts import Actor, StaffActor

WHOLE_SITE: Final = MANAGERS | {Post.ADMIN, Post.FINANCE}


def seen_by(actor: Actor) -> QuerySet[Case]:
    """Return the cases of the actor's site that the actor sees."""
    cases = Case.objects.filter(site_id=actor.site_id or 0)
    if actor.post in WHOLE_SITE:
        return cases
    took_part = Exists(CaseEntry.objects.filter(case=OuterRef("pk"), by=actor.code))
    mine = Q(person=actor.code) | Q(opened_by=actor.code) | Q(took_part)
    if actor.post in {Post.LEAD, Post.SALESPERSON}:
        mine |= Q(person="", kind="conflict")
    if actor.post is Post.LEAD:
        mine |= Q(person="") | Q(person_id__in=_team_of(actor))
    return cases.filter(mine)


def _team_of(actor: Actor) -> QuerySet[people.Staff, int]:
    led = people.Staff.objects.filter(pk=actor.staff_id or 0, team__isnull=False).values("team")
    return people.Staff.objects.filter(team__in=led).values_list("pk", flat=True)


def case_for(actor: StaffActor, number: int) -> Case:
    """Return the case, locked to the end of the transaction; see `case_named`."""
    case = case_named(actor, number)
    return Case.objects.select_for_update().get(pk=case.pk)


def case_named(actor: StaffActor, number: int) -> Case:
    """Return the case.

    :raises Refused: `input` where there is none; at a region of the sales force also where the actor does
        not see it.
    """
    cases = Case.objects.filter(site_id=actor.site_id)
    if trade_of(actor.site_id) is Trade.DISTRIBUTION:
        cases = seen_by(actor)
    case = cases.filter(number=number).first()
    if case is None:
        raise bad_input(phrase("There is no case {case} here.", case=number))
    return case


def must_see(actor: StaffActor, case: Case) -> None:
    """Refuse what needs a look into a case that is not for the actor's eyes.

    :raises Refused: `access`.
    """
    if not seen_by(actor).filter(pk=case.pk).exists():
        raise no_access(phrase("This case is not for your eyes."))


def may_see(actor: Actor, site_id: int, name: str) -> bool:
    """Tell whether the actor sees what is attached to a case."""
    if actor.site_id != site_id and actor.post not in ABOVE_MANAGERS:
        return False
    here = replace(actor, site_id=site_id)
    return name.isdecimal() and seen_by(here).filter(number=int(name)).exists()


def judges_of(case: Case, at: datetime) -> dict[Post, list[str]]:
    """Return who of the site and the house could judge the case, the person concerned left out."""
    ladder = people.ladder(case.site_id, at)
    return {
        rung.post: [code for code in rung.codes if code != case.person] for rung in ladder.rungs
    }
