"""Doing a round of a zone, and excusing a missed one (2.4.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Moment
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import Subject
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.kernel.checks import api as checks
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.places import api as places
from salesfloor.kernel.registers import api as registers
from salesfloor.trades.venue.rounds import rules
from salesfloor.trades.venue.rounds.chains import CLAUSE, SiteNow, bring_up, locked, subject_of
from salesfloor.trades.venue.rounds.events import LIST
from salesfloor.trades.venue.rounds.models import Miss, Round
from salesfloor.trades.venue.rounds.queries import SERVICE_AREA

DOERS: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.MANAGER})
Zone = Annotated[Code, Label("Zone"), Reference("zone")]


class RoundDone(Answer):
    """A round: its check, whether it was in time (None where none was due), and the next one."""

    check: int
    score: float | None
    in_time: bool | None
    next_due: Instant
    findings: list[checks.FindingOfItem]
    failed: list[str]


@command(
    "round",
    may=DOERS,
    word=phrase("Do a round"),
    clauses=(CLAUSE,),
    trades=SERVICE_AREA,
    done=phrase("The round is done."),
)
def do_round(
    *,
    actor: StaffActor,
    at: datetime,
    place: Zone,
    answers: checks.Answers,
    photos: checks.ItemPhotos | None = None,
    notes: checks.ItemNotes | None = None,
    claimed_at: registers.ClaimedAt | None = None,
) -> RoundDone:
    """Check the cleanliness of a zone; the next round is due within hours of this one.

    :raises Refused: 2.4.3 for a failed item without the photo it needs; `input` for answers that do not
        fit the list.
    """
    zone = places.place_here(place, actor.site_id, places.PlaceKind.ZONE)
    given = checks.Given(answers, photos or {}, notes or {}, claimed_at)
    subject = Subject("zone", zone.code, zone.name)
    checklist = checks.checklists()[LIST]
    check, raised = checks.do_check(checklist, subject, given, actor=actor, at=at)
    done = Round.objects.get(site_id=actor.site_id, check_no=check.number)
    return RoundDone(
        check=check.number,
        score=checks.score_of(check),
        in_time=done.in_time,
        next_due=done.next_due,
        findings=checks.findings_of(raised),
        failed=check.failed,
    )


class RoundExcused(Answer):
    """The zone whose missed round is excused."""

    place: str


@command(
    "excuse_round",
    may=frozenset({Post.LEAD, Post.MANAGER}),
    word=phrase("Excuse a missed round"),
    clauses=(CLAUSE,),
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "conduct", phrase("Missed round of {place}, due {due_at}, excused: {reason}")
    ),
    done=phrase("Excused; it stays on the list."),
)
def excuse_round(
    *,
    actor: StaffActor,
    at: datetime,
    place: Zone,
    due_at: Annotated[Moment, Label("Was due at")],
    reason: Annotated[RequiredLine, Label("Reason")],
) -> RoundExcused:
    """Excuse a missed round: it stays listed and is not counted.

    :raises Refused: 2.4.3 for one's own; `input` where none was missed then, or it is excused already.
    """
    zone = places.place_here(place, actor.site_id, places.PlaceKind.ZONE)
    bring_up(locked(zone), zone, SiteNow(actor.site_id), at)
    miss = Miss.objects.select_for_update().filter(zone=zone, due_at=due_at).first()
    if miss is None:
        raise bad_input(phrase("No round of {place} was missed then.", place=place))
    rules.may_excuse(is_own=miss.who == actor.code).enforce()
    if miss.excused_at is not None:
        raise bad_input(phrase("This round is excused already."))
    miss.excused_at, miss.excused_by, miss.reason = at, actor.code, reason
    miss.save(update_fields=["excused_at", "excused_by", "reason"])
    subject = subject_of(zone, miss.due_at)
    conduct.end_records(
        site_id=actor.site_id,
        subject=subject,
        state=conduct.State.EXCUSED,
        by=actor.code,
        at=at,
        reason=reason,
    )
    body = {"place": place, "due_at": miss.due_at, "who": miss.who}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    cite(CLAUSE)
    about(subject)
    board_changed()
    return RoundExcused(place=place)
