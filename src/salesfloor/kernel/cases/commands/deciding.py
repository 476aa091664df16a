"""Deciding a case, appealing, ruling on the appeal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import Fen, yuan
from salesfloor.base.phrases import listed, phrase
from salesfloor.base.posts import ANYONE, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Line, RequiredNote
from salesfloor.base.trades import trade_of
from salesfloor.kernel.cases import opening, rules
from salesfloor.kernel.cases.commands.hearing import CLAUSES
from salesfloor.kernel.cases.events import waive
from salesfloor.kernel.cases.fields import (
    AppealDecided,
    CaseAppealed,
    CaseDecided,
    CaseNo,
    must_step,
)
from salesfloor.kernel.cases.kinds import Kind, hooks_of, kind_of
from salesfloor.kernel.cases.limits import answer_until, appeal_until, is_over, standing
from salesfloor.kernel.cases.models import Case, Cause, End, EntryKind, Status
from salesfloor.kernel.cases.sight import case_for, judges_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Mapping

Reason = Annotated[RequiredNote, Label("Reasons")]
Amount = Annotated[
    Fen,
    Label(
        "Amount in yuan",
        hint=phrase(
            "For how much somebody is responsible. Nothing is deducted from wages by this."
        ),
    ),
]
Measure = Annotated[Line, Label("Measure")]


@command(
    "decide_case",
    may=MANAGERS,
    word=phrase("Decide the case"),
    clauses=(*CLAUSES, "1.1.11", "1.1.12"),
    writes=RegisterLine("case", phrase("Case {case} is decided: {reason}")),
    done=phrase("Decided. The person concerned is told."),
)
def decide_case(
    *,
    actor: StaffActor,
    at: datetime,
    case: CaseNo,
    reason: Reason,
    cause: Annotated[Cause, Label("Cause")] | None = None,
    person: Annotated[Code, Label("Who is responsible"), Reference("person")] | None = None,
    amount: Amount | None = None,
    measure: Measure | None = None,
    points: Annotated[int, Field(ge=0, le=5), Label("Points")] | None = None,
    adjust: Annotated[bool, Label("The book takes the counted figure")] = False,
) -> CaseDecided:
    """Decide a case after the person concerned was heard, or had the time to answer.

    :raises Refused: the case's clause for a post below it, one's own matter, before the hearing, or by who
        opened it while somebody else may; 1.1.12 for a director's own; 1.1.11 for more than is open;
        `input` for a case that waits for no decision, and fields that do not fit its kind.
    """
    found = case_for(actor, case)
    kind = _kind(found)
    charged = people.person_here(person, actor.site_id, at) if person else None
    must_step(kind, found, standing(found, at).status, "decide_case")
    _check_fields(kind, cause, measure, points, adjust=adjust)
    if amount is not None and (cause is not Cause.SALESPERSON or charged is None):
        raise bad_input(
            phrase("An amount needs the cause “salesperson” and the person who is responsible.")
        )
    _judge(found, kind, actor, at, amount)
    found.cause, found.reason = cause or "", reason
    found.charged, found.amount_fen = charged.code if charged else "", amount
    found.measure, found.points = measure or "", points
    _decide(found, actor, at)
    if adjust:
        hooks_of(kind.code).adjust(found, actor, at)
    opening.enter(found, EntryKind.DECIDED, actor, at, text=reason)
    _write(found, actor, at, _decision(found), {"reason": reason})
    last = appeal_until(found) if found.status == Status.DECIDED else None
    return CaseDecided(case=case, status=Status(found.status), appeal_until=last)


def _kind(case: Case) -> Kind:
    kind = kind_of(case.kind, trade_of(case.site_id))
    if kind is None:
        raise LookupError(case.kind)
    return kind


def _check_fields(
    kind: Kind, cause: Cause | None, measure: str | None, points: int | None, *, adjust: bool
) -> None:
    block = kind.block
    if (cause is not None) is not block.takes_cause:
        raise bad_input(
            phrase("Say what the cause was.")
            if block.takes_cause
            else phrase("A case of this kind has no cause.")
        )
    if block.measures and measure is not None and measure not in block.measures:
        raise bad_input(
            phrase("The measure is one of: {measures}.", measures=listed(block.measures))
        )
    if points is not None and points > block.most_points:
        raise bad_input(phrase("A case of this kind carries at most {most} points.",
                               most=block.most_points))  # fmt: skip
    if adjust and not block.takes_adjust:
        raise bad_input(phrase("A case of this kind has no book that could be adjusted."))


def _judge(case: Case, kind: Kind, actor: StaffActor, at: datetime, fen: int | None) -> None:
    bench = people.Bench(actor.code, actor.post, judges_of(case, at))
    posts = kind.block.decided_by
    rules.may_decide(kind.clause, bench, posts).enforce()
    concerned = _post_of(case)
    people.may_judge(kind.clause, bench, concerned=case.person, post=concerned).enforce()
    if concerned is Post.DIRECTOR:
        cite(people.DIRECTOR_S)
    if kind.block.heard_first:
        answered = _has_answered(case)
        time_is_over = is_over(answer_until(case), at)
        rules.is_heard(kind.clause, answered=answered, time_is_over=time_is_over).enforce()
    if not kind.block.opener_decides:
        rules.may_decide_what_one_opened(
            kind.clause, bench, posts, opened_by=case.opened_by
        ).enforce()
    if fen is not None:
        if not kind.block.takes_amount:
            raise bad_input(phrase("A case of this kind is not about money."))
        rules.may_charge(fen, hooks_of(kind.code).open_fen(case, at)).enforce()


def _post_of(case: Case) -> Post | None:
    found = people.Staff.objects.filter(pk=case.person_id or 0).values_list("post", flat=True)
    return Post(found[0]) if found else None


def _has_answered(case: Case) -> bool:
    answers = case.entries.filter(kind=EntryKind.ANSWERED)
    if case.person:
        return answers.filter(dealer="").exists()
    answered = set(answers.values_list("dealer", flat=True))
    return set(case.suspects) <= answered


def _decide(case: Case, actor: StaffActor, at: datetime) -> None:
    """Write the decision down; with nobody who could appeal it closes the case."""
    case.decided_at, case.decided_by, case.decider_post = at, actor.code, actor.post.value
    last = appeal_until(case)
    if last is None:
        opening.close(case, End.DECIDED, at)
        return
    case.status = Status.DECIDED
    case.save()
    deadlines.settle(opening.DROP, subject=case.pk, at=at)
    deadlines.set_due(opening.CLOSE, subject=case.pk, site_id=case.site_id, due_at=end_of(last))
    for kind in (opening.TO_ANSWER, opening.TO_DECIDE):
        work.settle(kind=kind, subject=case.subject, site_id=case.site_id, at=at)
    if case.person_id is not None:
        sentence = phrase(
            "Case {case} is decided. You may appeal up to {day}.", case=case.number, day=last
        )
        opening.tell(case, [case.person_id], at, sentence)


@command(
    "appeal_case",
    may=ANYONE - {Post.OPERATOR},
    word=phrase("Appeal"),
    clauses=CLAUSES,
    writes=RegisterLine("case", phrase("Case {case} is appealed: {text}")),
    done=phrase("Your appeal is on record."),
)
def appeal_case(
    *,
    actor: StaffActor,
    at: datetime,
    case: CaseNo,
    text: Annotated[RequiredNote, Label("Grounds")],
) -> CaseAppealed:
    """Appeal the decision of a case that concerns oneself, once and in time.

    :raises Refused: the case's clause for anybody else, a second appeal, or too late; `input` for a case
        that is not decided, or was closed otherwise.
    """
    found = case_for(actor, case)
    kind = _kind(found)
    now = standing(found, at)
    was_left = found.decided_at is not None and found.end in {"", End.DECIDED}
    is_left = was_left and now.status is Status.CLOSED
    is_again = now.status is Status.APPEALED
    if not (is_left or is_again):
        must_step(kind, found, now.status, "appeal_case")
    people.may_appeal(
        kind.clause,
        is_concerned=actor.code in {found.person, found.charged} - {""},
        is_appealed=found.appealed_at is not None,
        time_is_over=is_left,
    ).enforce()
    days = rulebook.policies(found.site_id, at)["appeal.decide_within_days"]
    found.decide_by = day_of(at) + timedelta(days=days)
    found.status, found.appealed_at = Status.APPEALED, at
    found.save()
    deadlines.settle(opening.CLOSE, subject=found.pk, at=at)
    deadlines.set_due(
        opening.GRANT, subject=found.pk, site_id=found.site_id, due_at=end_of(found.decide_by)
    )
    opening.enter(found, EntryKind.APPEALED, actor, at, text=text)
    work.owe(
        kind=opening.TO_RULE,
        subject=found.subject,
        site_id=found.site_id,
        clause=found.clause,
        sentence=phrase("Case {case}: rule on the appeal.", case=found.number),
        at=at,
        due_at=end_of(found.decide_by),
        posts=[Post(found.decider_post)],
    )
    _write(found, actor, at, {}, {"text": text})
    return CaseAppealed(case=case, status=Status.APPEALED, decide_by=found.decide_by)


@command(
    "decide_appeal",
    may=MANAGERS,
    word=phrase("Rule on the appeal"),
    clauses=(*CLAUSES, "1.1.11", "1.1.12"),
    writes=RegisterLine(
        "case",
        phrase("Case {case}: the appeal is granted: {reason}"),
        variants={"stands": phrase("Case {case}: the decision stands: {reason}")},
    ),
    done=phrase("Ruled. The case is closed."),
)
def decide_appeal(
    *,
    actor: StaffActor,
    at: datetime,
    case: CaseNo,
    stands: Annotated[bool, Label("The decision stands")],
    reason: Reason,
    amount: Amount | None = None,
    measure: Measure | None = None,
) -> AppealDecided:
    """Rule on the appeal of a case, for good: the decision stands, is changed, or falls.

    :raises Refused: the case's clause for who decided the case, stands below who did, or is concerned;
        1.1.12 for a director's own; 1.1.11 for more than is open; `input` for a case not under appeal.
    """
    found = case_for(actor, case)
    kind = _kind(found)
    must_step(kind, found, standing(found, at).status, "decide_appeal")
    _check_change(kind, found, stands=stands, amount=amount, measure=measure)
    bench = people.Bench(actor.code, actor.post, judges_of(found, at))
    people.may_judge(kind.clause, bench, concerned=found.person, post=_post_of(found)).enforce()
    people.may_rule(
        kind.clause,
        bench,
        decided_by=found.decided_by,
        decider_post=Post(found.decider_post),
    ).enforce()
    if amount is not None:
        rules.may_charge(amount, hooks_of(kind.code).open_fen(found, at)).enforce()
    end = End.UPHELD
    if not stands:
        end = End.CHANGED if amount is not None or measure is not None else End.GRANTED
        _change(found, end, amount, measure)
    opening.enter(found, EntryKind.RULED, actor, at, text=reason)
    opening.close(found, end, at)
    _write(found, actor, at, {"stands": stands, **_decision(found)}, {"reason": reason})
    if found.person_id is not None:
        sentence = phrase("Case {case}: your appeal is ruled on.", case=found.number)
        opening.tell(found, [found.person_id], at, sentence)
    return AppealDecided(case=case, status=Status.CLOSED)


def _check_change(
    kind: Kind, case: Case, *, stands: bool, amount: int | None, measure: str | None
) -> None:
    if stands and (amount is not None or measure is not None):
        raise bad_input(phrase("A decision that stands is not changed."))
    if amount is not None and case.amount_fen is None:
        raise bad_input(phrase("The decision names no amount that could be changed."))
    _check_fields(kind, Cause(case.cause) if case.cause else None, measure, None, adjust=False)


def _change(case: Case, end: End, amount: int | None, measure: str | None) -> None:
    if end is End.GRANTED:
        waive(case)
        return
    case.amount_fen = case.amount_fen if amount is None else amount
    case.measure = case.measure if measure is None else measure


def _decision(case: Case) -> dict[str, Any]:
    amount = None if case.amount_fen is None else yuan(case.amount_fen)
    return {
        "cause": case.cause,
        "charged": case.charged,
        "amount": amount,
        "measure": case.measure,
        "points": case.points,
        "status": case.status,
    }


def _write(
    case: Case,
    actor: StaffActor,
    at: datetime,
    body: Mapping[str, Any],
    personal: Mapping[str, str],
) -> None:
    facts = {"case": case.number, "clause": case.clause, **body}
    registers.record(actor=actor, at=at, body=facts, personal=personal)
    cite(case.clause)
    about(case.subject)
