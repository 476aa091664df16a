"""A warning is received or delivered; what follows a plan that was missed (4.5.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import Reason
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Code, Note
from salesfloor.floor.pace import rules
from salesfloor.floor.pace.choices import CLAUSES
from salesfloor.floor.pace.commands.giving import TO_ACKNOWLEDGE
from salesfloor.floor.pace.events import RISK
from salesfloor.floor.pace.models import Given, How, Method, Plan, State
from salesfloor.floor.results import api as results
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work
from salesfloor.web.language import said

KIND: Final = "warning"
About = Annotated[Code, Label("Warning", hint=phrase("such as warning:2")), Reference(KIND)]


def warning_about(text: str, site_id: int) -> Given:
    """Return the warning that a text such as `warning:2` names.

    :raises Refused: `input` where there is none.
    """
    kind, _, number = text.partition(":")
    row = None
    if kind == KIND and number.isascii() and number.isdecimal():
        rows = Given.objects.select_for_update().filter(site_id=site_id, number=int(number[:18]))
        row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no warning {about} here.", about=text))
    return row


class Received(Answer):
    """The last day on which the warning can be appealed."""

    appeal_until: date


@command(
    "acknowledge",
    may=results.MEMBERS,
    word=phrase("I have received it"),
    clauses=("4.5.1", "4.5.2"),
    trades=results.FLOORS,
    writes=RegisterLine("conduct", phrase("{by} has received {about}.")),
    done=phrase("Received; that is not the same as agreeing."),
)
def acknowledge(
    *,
    actor: StaffActor,
    at: datetime,
    about: About,
    words: Annotated[Note, Label("Your words")] = "",
) -> Received:
    """Say that one has received a warning; the time to appeal begins.

    :raises Refused: `input` for no warning or one that is received; `access` for somebody else's.
    """
    row = warning_about(about, actor.site_id)
    if row.staff_id != actor.staff_id:
        raise no_access(phrase("Only the person warned says so."))
    row.reply = words
    _received(row, at)
    personal = {"words": words} if words else {}
    registers.record(actor=actor, at=at, body={"about": about}, personal=personal)
    return Received(appeal_until=appeal_until(row))


@command(
    "deliver",
    may=results.MEMBERS,
    word=phrase("Deliver a warning"),
    clauses=("4.5.1", "4.5.2"),
    trades=results.FLOORS,
    writes=RegisterLine("conduct", phrase("{about} delivered: {method}, seen by {witness}.")),
    done=phrase("Delivered."),
)
def deliver(
    *,
    actor: StaffActor,
    at: datetime,
    about: About,
    method: Annotated[Method, Label("How")],
    witness: Annotated[Code, Label("Witness"), Reference("person")],
) -> Received:
    """Deliver a warning to somebody who does not acknowledge it, with a witness.

    :raises Refused: `access` for who did not give it; `input` for oneself as the witness, or a warning that
        is received.
    """
    row = warning_about(about, actor.site_id)
    if row.by != actor.code:
        raise no_access(phrase("Who gave the warning delivers it."))
    person = people.person_here(witness, actor.site_id, at)
    if person.pk in {actor.staff_id, row.staff_id}:
        raise bad_input(phrase("The witness is somebody else."))
    row.method, row.witness = method, witness
    _received(row, at)
    body = {"about": about, "method": method, "witness": witness}
    registers.record(actor=actor, at=at, body=body)
    return Received(appeal_until=appeal_until(row))


def _received(row: Given, at: datetime) -> None:
    if row.delivered_at is not None:
        raise bad_input(phrase("This warning is received already."))
    row.delivered_at, row.state = at, State.DELIVERED
    row.save()
    subject = f"{KIND}:{row.number}"
    conduct.let_appeal(
        site_id=row.site_id,
        staff_id=row.staff_id,
        subject=subject,
        clause=CLAUSES[row.level],
        by=row.by,
        at=at,
    )
    work.settle(kind=TO_ACKNOWLEDGE, subject=subject, site_id=row.site_id, at=at)
    cite(CLAUSES[row.level])
    about(subject)
    board_changed()


def appeal_until(row: Given) -> date:
    """Return the last day on which a warning can be appealed: present days from being received on."""
    received = row.delivered_at or row.given_at
    days = rulebook.policies(row.site_id, received)["appeal.within_days"]
    return people.last_of_present_days(row.staff_id, day_of(received), days)


class PlanSettled(Answer):
    """What follows."""

    how: How


@command(
    "settle_plan",
    may=MANAGERS,
    word=phrase("Decide what follows a plan"),
    clauses=("4.5.2",),
    trades=results.FLOORS,
    writes=RegisterLine("conduct", phrase("After the plan of {about}: {how}.")),
    done=phrase("Decided; the person is told."),
)
def settle_plan(
    *,
    actor: StaffActor,
    at: datetime,
    about: About,
    how: Annotated[How, Label("What follows")],
    reason: Reason,
    until: Annotated[Day, Label("Until")] | None = None,
) -> PlanSettled:
    """Decide what follows a plan that was missed; none of it ends a job.

    :raises Refused: `input` for a plan that was not missed, or is settled; 4.5.2 for an extension out of
        its days.
    """
    row = warning_about(about, actor.site_id)
    plan = Plan.objects.select_for_update().filter(warning=row).first()
    if plan is None or plan.is_reached is not False or plan.settled_at is not None:
        raise bad_input(phrase("No plan of this warning waits for a decision."))
    if how is How.EXTENDED:
        _extend(plan, until, actor, at)
    else:
        plan.settled_at = at
    plan.how, plan.reason = how, reason
    plan.save()
    registers.record(
        actor=actor, at=at, body={"about": about, "how": how}, personal={"reason": reason}
    )
    messages.tell(
        staff_id=row.staff_id,
        site_id=row.site_id,
        at=at,
        clause="4.5.2",
        sentence=phrase("After the plan of {about}: {how}.", about=about, how=how.label),
        subject=about,
    )
    cite("4.5.2")
    board_changed()
    return PlanSettled(how=how)


def _extend(plan: Plan, until: date | None, actor: StaffActor, at: datetime) -> None:
    if plan.was_extended or until is None:
        raise bad_input(phrase("A plan is extended once, and to a day."))
    policy = rulebook.policies(actor.site_id, at)
    rules.plan_has_time(
        until, day_of(at), policy["warning.plan_days_least"], policy["warning.plan_days_most"]
    ).enforce()
    plan.was_extended, plan.until = True, until
    plan.judged_at = plan.is_reached = plan.result = None
    Given.objects.filter(pk=plan.warning_id).update(until=until)


class FormPrinted(Answer):
    """The risk that the form carries in words."""

    risk: str


@command(
    "resignation_form",
    may=MANAGERS,
    word=phrase("Print a resignation form"),
    clauses=("4.5.2",),
    trades=results.FLOORS,
    writes=RegisterLine("conduct", phrase("Resignation form printed for {about}.")),
    done=phrase("The form carries its risk in words."),
)
def resignation_form(*, actor: StaffActor, at: datetime, about: About) -> FormPrinted:
    """Print the form of a resignation; it is nothing to the product, and no command looks at it.

    :raises Refused: 4.5.2 unless the house has switched it on; `input` for no warning.
    """
    warning_about(about, actor.site_id)
    policy = rulebook.policies(actor.site_id, at)
    rules.form_is_on(is_on=policy["warning.resignation_form"]).enforce()
    registers.record(actor=actor, at=at, body={"about": about})
    cite("4.5.2")
    return FormPrinted(risk=said(RISK))
