"""Commending somebody, and the person's word on whether the team may read it (4.6)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import RequiredNote
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.models import Praise
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

CLAUSE: Final = "4.6"


class Commended(Answer):
    """The number of the record."""

    conduct: int


class Shown(Answer):
    """Whether the commendation stands on the team's page."""

    agreed: bool


@command(
    "commend",
    may=LEADERS,
    word=phrase("Commend somebody"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("conduct", phrase("{who} is commended, no. {conduct}.")),
    done=phrase("Commended; the person is told."),
)
def commend(
    *,
    actor: StaffActor,
    at: datetime,
    who: Who,
    words: Annotated[RequiredNote, Label("For what")],
    shown: Annotated[
        bool, Label("On the team's page", hint=phrase("only once the person agrees"))
    ] = False,
) -> Commended:
    """Commend somebody: a record in their favour, without points.

    :raises Refused: `access` unless one stands above the person.
    """
    person = people.person_here(who, actor.site_id, at)
    if not people.is_above(actor, person, at):
        raise no_access(phrase("This is for somebody who stands above the person."))
    record = conduct.commend(
        site_id=actor.site_id, staff_id=person.pk, by=actor.code, words=words, at=at
    )
    registers.record(
        actor=actor,
        at=at,
        body={"who": who, "conduct": record.number, "shown": shown},
        personal={"words": words},
    )
    team_id = people.team_at(person, at)
    lead = leave.acting_lead(team_id, at) if team_id else None
    told = {lead.pk} - {actor.staff_id, person.pk} if lead else set()
    sentence = phrase("{who} is commended by {by}: {words}", who=who, by=actor.code, words=words)
    page = "conduct"
    if shown:
        page = "commendation"
        Praise.objects.create(
            site_id=actor.site_id, number=record.number, staff_id=person.pk, team_id=team_id, at=at
        )
    for staff_ids, kind in ((sorted(told), "conduct"), ([person.pk], page)):
        messages.tell_all(
            staff_ids,
            site_id=actor.site_id,
            at=at,
            clause=CLAUSE,
            sentence=sentence,
            subject=f"{kind}:{record.number}",
        )
    cite(CLAUSE)
    about(f"conduct:{record.number}")
    board_changed()
    return Commended(conduct=record.number)


@command(
    "agree_to_show",
    may=results.MEMBERS,
    word=phrase("Show it on the team's page"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("conduct", phrase("Commendation {conduct} on the team's page: {agreed}.")),
    done=phrase("Noted; it holds at once."),
)
def agree_to_show(
    *,
    actor: StaffActor,
    at: datetime,
    conduct: Annotated[int, Label("Number of the record")],
    agreed: Annotated[bool, Label("I agree", is_decision=True)] = True,
) -> Shown:
    """Let the team read a commendation of one's own, or take that back at any time.

    :raises Refused: `input` where no such commendation of one's own is to be shown.
    """
    row = (
        Praise.objects.select_for_update()
        .filter(site_id=actor.site_id, number=conduct, staff_id=actor.staff_id)
        .first()
    )
    if row is None:
        raise bad_input(phrase("No commendation of yours with this number is to be shown."))
    row.agreed_at = at if agreed else None
    row.save(update_fields=["agreed_at"])
    registers.record(actor=actor, at=at, body={"conduct": conduct, "agreed": agreed})
    cite(CLAUSE)
    about(f"commendation:{conduct}")
    board_changed()
    return Shown(agreed=agreed)
