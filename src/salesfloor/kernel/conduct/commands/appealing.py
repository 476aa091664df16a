"""Appealing what is on record, once and in time, and ruling on it by somebody else (7.2.5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import days_after, end_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import yuan
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Name, RequiredLine, RequiredNote
from salesfloor.kernel.conduct import rules
from salesfloor.kernel.conduct.commands.observing import MEMBERS, record_about
from salesfloor.kernel.conduct.fining import appeal_until, fine_of, make_final
from salesfloor.kernel.conduct.matters import clause_of, other_record, said_of
from salesfloor.kernel.conduct.models import Appeal, Fine, Record, State
from salesfloor.kernel.conduct.recording import APPEAL_DUE, RULING, settle_appeal
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.acts import Actor
    from salesfloor.base.verdicts import Verdict

OptionalAbout = Annotated[Name, Label("About", hint=phrase("conduct:7"))]
FineNumber = Annotated[Number, Label("Fine"), Reference("fine")]


def record_named(
    matter: str, fine_no: int | None, site_id: int, staff_id: int | None = None
) -> Record:
    """Return the record that is named as `conduct:7` or `assessment:1`, or by the number of a fine; locked.

    Of a matter that concerns several people it is the one of `staff_id`, else the appeal that waits longest.

    :raises Refused: `input` where there is none, or both or neither are named.
    """
    if bool(matter) == (fine_no is not None):
        raise bad_input(phrase("Name the record or the fine, one of the two."))
    if matter:
        return other_record(matter, site_id, staff_id) or record_about(matter, site_id)
    fines = Fine.objects.filter(site_id=site_id, number=fine_no or 0)
    row = Record.objects.select_for_update().filter(fine__in=fines).first()
    if row is None:
        raise bad_input(phrase("There is no fine {number} here.", number=fine_no))
    return row


class Appealed(Answer):
    """By the end of which day it is ruled on."""

    decide_by: date


@command(
    "appeal",
    may=MEMBERS,
    word=phrase("Appeal what is on record"),
    clauses=(rules.CLAUSE, "7.1.11", "7.1.14", "7.1.7", "4.5.1", "4.5.2"),
    writes=RegisterLine("conduct", phrase("Appealed: {about}, to be ruled on by {decide_by}.")),
    done=phrase("Your appeal is in; somebody else rules on it."),
)
def appeal(
    *,
    actor: StaffActor,
    at: datetime,
    about: OptionalAbout = "",
    fine_no: FineNumber | None = None,
    grounds: Annotated[RequiredNote, Label("Grounds")],
) -> Appealed:
    """Appeal what is on record against oneself, or a fine; until it is ruled on it counts for nothing.

    :raises Refused: the clause of the matter (4.5.1, 4.5.2, 7.1.7, 7.1.11, 7.1.14, else 7.2.5) for somebody else, a second time,
        or once the time for it is over; `input` for what does not stand any more.
    """
    record = record_named(about, fine_no, actor.site_id, actor.staff_id)
    people.may_appeal(
        clause_of(record),
        is_concerned=record.staff_id == actor.staff_id,
        is_appealed=Appeal.objects.filter(record=record).exists(),
        time_is_over=at >= end_of(appeal_until(record)),
    ).enforce()
    if record.state != State.STANDING:
        raise bad_input(phrase("This does not count any more."))
    days = rulebook.policies(record.site_id, at)["appeal.decide_within_days"]
    row = Appeal.objects.create(
        site_id=record.site_id,
        record=record,
        grounds=grounds,
        at=at,
        decide_by=days_after(at, days),
    )
    record.state, record.state_at, record.state_by = State.APPEALED, at, actor.code
    record.save(update_fields=["state", "state_at", "state_by"])
    due_at = end_of(row.decide_by)
    deadlines.set_due(APPEAL_DUE, subject=row.pk, site_id=row.site_id, due_at=due_at)
    _put_before_judges(row, at)
    registers.record(
        actor=actor,
        at=at,
        body={"about": record.name, "decide_by": row.decide_by.isoformat()},
        personal={"grounds": grounds},
    )
    _done(record)
    return Appealed(decide_by=row.decide_by)


def _put_before_judges(row: Appeal, at: datetime) -> None:
    record = row.record
    ladder = people.ladder(record.site_id, at)
    judges = [
        staff_id
        for rung in ladder.rungs
        for staff_id, code in rung.people
        if code != record.noted_by and staff_id != record.staff_id
    ]
    work.owe(
        kind=RULING,
        subject=record.name,
        site_id=record.site_id,
        clause=clause_of(record),
        sentence=phrase(
            "Rule on the appeal of {who}.", who=people.codes_of([record.staff_id])[record.staff_id]
        ),
        at=at,
        due_at=end_of(row.decide_by),
        staff_ids=judges,
    )


class Ruled(Answer):
    """What became of the record; of a fine its amount, too."""

    state: State
    amount: str | None = None


@command(
    "rule_on_appeal",
    may=MEMBERS,
    word=phrase("Rule on an appeal"),
    clauses=(rules.CLAUSE, "7.1.11", "7.1.14", "7.1.7", "4.5.1", "4.5.2"),
    post_clause=rules.CLAUSE,
    writes=RegisterLine(
        "conduct",
        phrase("Ruled on {about}: waived."),
        variants={
            "stands": phrase("Ruled on {about}: it stands."),
            "nobody_else": phrase("Ruled on {about} by who had noted it: nobody else could."),
        },
    ),
    done=phrase("Ruled; the person is told."),
)
def rule_on_appeal(
    *,
    actor: StaffActor,
    at: datetime,
    about: OptionalAbout = "",
    fine_no: FineNumber | None = None,
    stands: Annotated[bool, Label("It stands")],
    reason: Annotated[RequiredLine, Label("Reason")],
) -> Ruled:
    """Rule on an appeal, once; the ruling is final.

    :raises Refused: the clause of the matter (4.5.1, 4.5.2, 7.1.7, 7.1.11, 7.1.14, else 7.2.5) below a manager, for one's own
        matter, what one noted oneself while somebody else could rule, or what somebody above noted; `input`
        where there is no appeal, or it is ruled on.
    """
    record = record_named(about, fine_no, actor.site_id)
    rules.may_rule_at_all(clause_of(record), actor.post).enforce()
    row = Appeal.objects.select_for_update().filter(record=record).first()
    if row is None or row.ruled_at is not None or record.state != State.APPEALED:
        raise bad_input(phrase("There is no appeal about this to rule on."))
    noted_it = record.noted_by == actor.code
    may_rule(record, actor, at).enforce()
    row.ruled_at, row.ruled_by, row.stands, row.reason = at, actor.code, stands, reason
    row.save(update_fields=["ruled_at", "ruled_by", "stands", "reason"])
    settle_appeal(row, at)
    state = State.UPHELD if stands else State.WAIVED
    record.state, record.state_at, record.state_by = state, at, actor.code
    record.save(update_fields=["state", "state_at", "state_by"])
    facts = {**({"stands": True} if stands else {}), **({"nobody_else": True} if noted_it else {})}
    registers.record(
        actor=actor,
        at=at,
        body={"about": record.name, **facts},
        personal={"reason": reason},
    )
    _tell(record, at)
    _done(record)
    fined = fine_of(record)
    if fined is None:
        return Ruled(state=state)
    if stands:
        make_final(fined, at)
    return Ruled(state=state, amount=yuan(fined.amount_fen))


def may_rule(record: Record, actor: Actor, at: datetime) -> Verdict:
    """Leave a ruling to whoever neither noted the matter nor is concerned by it."""
    person = people.Staff.objects.get(pk=record.staff_id)
    ladder = people.ladder(record.site_id, at)
    judges = {
        rung.post: [code for code in rung.codes if code != person.code] for rung in ladder.rungs
    }
    bench = people.Bench(actor.code, actor.post, judges)
    judged = people.may_judge(
        clause_of(record), bench, concerned=person.code, post=Post(person.post)
    )
    if not judged:
        return judged
    noted = people.Staff.objects.filter(code=record.noted_by).first()
    return people.may_rule(
        clause_of(record),
        bench,
        decided_by=record.noted_by,
        decider_post=Post(noted.post) if noted else Post.LEAD,
    )


def _tell(record: Record, at: datetime) -> None:
    messages.tell(
        staff_id=record.staff_id,
        site_id=record.site_id,
        at=at,
        clause=clause_of(record),
        sentence=phrase(
            "Your appeal about {about}: {state}.",
            about=said_of(record),
            state=State(record.state).label,
        ),
        subject=record.name,
    )


def _done(record: Record) -> None:
    cite(clause_of(record))
    about(record.name)
    board_changed()
