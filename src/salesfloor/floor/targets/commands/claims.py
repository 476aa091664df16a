"""Claiming a target in public, and signing one that somebody else recorded (4.1.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, command
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.periods import Period
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Code
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import rules
from salesfloor.floor.targets.claiming import (
    basic_of,
    claim_in_force,
    claim_to_sign,
    lock_targets_of,
    period_to_claim,
    time_to_claim,
)
from salesfloor.floor.targets.commands.setting import (
    BASIC,
    CLAUSE,
    ON_A_FLOOR,
    MeasureOf,
    PeriodOf,
    Value,
    done,
)
from salesfloor.floor.targets.models import Claim
from salesfloor.floor.targets.values import shown, value_of
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

CLAIMERS: Final = LEADERS | {Post.SALESPERSON}
KIND: Final = "target_to_sign"


class TargetClaimed(Answer):
    """What is claimed, whether it is signed, and whether the house asks for more."""

    period: str
    measure: results.Measure
    value: int | str
    signed: bool
    below_basic: bool


@command(
    "claim_target",
    may=CLAIMERS,
    word=phrase("Claim a target"),
    clauses=(CLAUSE, "7.1.3"),
    trades=ON_A_FLOOR,
    writes=RegisterLine(
        "target",
        phrase("{for_whom} claims {value} {measure} for {period}."),
        facts={"for_whom": str},
    ),
    done=phrase("That is your word."),
)
def claim_target(
    *,
    actor: StaffActor,
    at: datetime,
    value: Annotated[Value, Label("Value", is_count=True)],
    period: PeriodOf | None = None,
    measure: MeasureOf | None = None,
    who: Annotated[Code, Label("In whose place"), Reference("seller")] | None = None,
) -> TargetClaimed:
    """Commit to a target for a period, the week where none is named.

    :raises Refused: `access` for somebody one does not lead; `input` for no value; 4.1.2 outside of the
        time to claim.
    """
    site = people.Site.objects.get(pk=actor.site_id)
    person = _claimer(actor, who, at)
    lock_targets_of(person.pk)
    wanted = measure or results.Measure(rulebook.policies(site.pk, at)["target.measure"])
    when = period or period_to_claim(site.pk, at)
    amount = value_of(value, wanted)
    rules.may_claim(time_to_claim(site, person.pk, when, at), at).enforce()
    is_signed = person.pk == actor.staff_id
    _keep(person, site.pk, when, wanted, amount, actor, at, is_signed=is_signed)
    basic = basic_of(site.pk, when, wanted, staff_id=person.pk)
    is_below = basic is not None and amount < basic.value
    answer = TargetClaimed(
        period=str(when),
        measure=wanted,
        value=shown(amount, wanted) or 0,
        signed=is_signed,
        below_basic=is_below,
    )
    body = {
        "for_whom": person.code,
        "period": str(when),
        "measure": wanted,
        "value": answer.value,
        "signed": is_signed,
    }
    registers.record(actor=actor, at=at, body=body)
    if not is_signed:
        _ask_to_sign(person, site.pk, when, answer, at)
    if is_below:
        _tell_lead(person, site.pk, answer, at)
    done(f"staff:{person.code}", *BASIC)
    return answer


def _claimer(actor: StaffActor, who: str | None, at: datetime) -> people.Staff:
    """Return who commits.

    :raises Refused: `input` for a post that commits to nothing; `access` for somebody one does not lead.
    """
    if who is None and actor.post in MANAGERS:
        raise bad_input(phrase("Say for whom."))
    person = people.person_here(who or actor.code, actor.site_id, at)
    if person.post not in results.SELLERS:
        raise bad_input(phrase("{who} sells nothing.", who=person.code))
    if person.pk == actor.staff_id or actor.post in MANAGERS:
        return person
    led = results.team_led_by(actor, at)
    if led is None or person not in results.members_of(led, actor.site_id, at):
        raise no_access(phrase("This is for the person, for the team's lead, and for the manager."))
    return person


def _keep(  # noqa: PLR0917 - the facts of a claim
    person: people.Staff,
    site_id: int,
    period: Period,
    measure: results.Measure,
    value: int,
    actor: StaffActor,
    at: datetime,
    *,
    is_signed: bool,
) -> None:
    """Keep a claim; it takes the place of the one before, an unsigned one of what waits only."""
    standing = Claim.objects.filter(
        staff_id=person.pk, period=str(period), measure=measure, replaced_at=None
    )
    (standing if is_signed else standing.filter(signed_at=None)).update(replaced_at=at)
    Claim.objects.create(
        site_id=site_id,
        staff_id=person.pk,
        period=str(period),
        first=period.first,
        last=period.last,
        measure=measure,
        value=value,
        at=at,
        by=actor.code,
        signed_at=at if is_signed else None,
    )


def _subject(person: people.Staff, period: Period, measure: str) -> str:
    return f"claim:{person.code}:{period}:{measure}"


def _ask_to_sign(
    person: people.Staff, site_id: int, period: Period, claimed: TargetClaimed, at: datetime
) -> None:
    work.owe(
        kind=KIND,
        subject=_subject(person, period, claimed.measure),
        site_id=site_id,
        clause=CLAUSE,
        sentence=phrase(
            "A target of {value} for {period} was recorded for you. Sign it if that is your word.",
            value=claimed.value,
            period=claimed.period,
        ),
        at=at,
        staff_ids=[person.pk],
        command="sign_target",
        given={"period": claimed.period, "measure": claimed.measure},
    )


def _tell_lead(person: people.Staff, site_id: int, claimed: TargetClaimed, at: datetime) -> None:
    team_id = people.team_at(person, at)
    lead = leave.acting_lead(team_id, at) if team_id else None
    if lead is None:
        return
    messages.tell(
        staff_id=lead.pk,
        site_id=site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "{who} claims {value} for {period}, below the basic target.",
            who=person.code,
            value=claimed.value,
            period=claimed.period,
        ),
    )


class TargetSigned(Answer):
    """The value signed."""

    value: int | str
    signed: bool


@command(
    "sign_target",
    may=CLAIMERS,
    word=phrase("Sign a target"),
    clauses=(CLAUSE,),
    trades=ON_A_FLOOR,
    writes=RegisterLine(
        "target", phrase("{by} signs {value} for {period}."), facts={"period": str}
    ),
    done=phrase("Signed."),
)
def sign_target(
    *,
    actor: StaffActor,
    at: datetime,
    period: PeriodOf | None = None,
    measure: MeasureOf | None = None,
) -> TargetSigned:
    """Sign a target that somebody else recorded or raised; only then it binds.

    :raises Refused: `input` where none waits for it.
    """
    site_id = actor.site_id
    wanted = measure or results.Measure(rulebook.policies(site_id, at)["target.measure"])
    when = period or period_to_claim(site_id, at)
    lock_targets_of(actor.staff_id)
    row = claim_to_sign(actor.staff_id, when, wanted)
    if row is None:
        raise bad_input(phrase("No target waits for your signature."))
    before = claim_in_force(actor.staff_id, when, wanted)
    if before is not None:
        before.replaced_at = at
        before.save(update_fields=["replaced_at"])
    row.signed_at = at
    row.save(update_fields=["signed_at"])
    person = people.Staff.objects.get(pk=actor.staff_id)
    value = shown(row.value, wanted) or 0
    body = {"period": str(when), "measure": wanted, "value": value}
    registers.record(actor=actor, at=at, body=body)
    work.settle(kind=KIND, subject=_subject(person, when, wanted), site_id=site_id, at=at)
    done(f"staff:{actor.code}", *BASIC)
    return TargetSigned(value=value, signed=True)
