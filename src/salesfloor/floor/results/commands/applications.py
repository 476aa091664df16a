"""Applications: entered, completed, withdrawn (4.1.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import Reason, Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.floor.results import rules
from salesfloor.floor.results.choices import FLOORS
from salesfloor.floor.results.models import Application
from salesfloor.floor.results.sight import members_of, team_led_by
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

KEEPERS: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.DESK, Post.ADMIN})
Number = Annotated[Code, Label("Application number")]
ForWhom = Annotated[Code, Label("Whose it is"), Reference("seller")]


class State(Choice):
    """Whether an application is complete."""

    COMPLETE = "complete", phrase("complete")
    INCOMPLETE = "incomplete", phrase("incomplete")


class ApplicationEntered(Answer):
    """The application and its state, and the day for which it counts."""

    no: str
    state: State
    on: date


@command(
    "enter_application",
    may=KEEPERS,
    word=phrase("Enter an application"),
    clauses=("4.1.2",),
    trades=FLOORS,
    writes=RegisterLine(
        "performance", phrase("Application {no} of {who}: {state}."), facts={"who": Who}
    ),
    done=phrase("Entered."),
)
def enter_application(
    *,
    actor: StaffActor,
    at: datetime,
    no: Number,
    complete: Annotated[bool, Label("Complete")],
    missing: Annotated[list[RequiredLine], Label("What is missing")] | None = None,
    who: ForWhom | None = None,
) -> ApplicationEntered:
    """Enter an application, complete or not.

    :raises Refused: 4.1.2 where results are counted; `access` for somebody else's; `input` for a number
        that is used.
    """
    person = _owner(actor, who, at)
    _goes_by_applications(actor.site_id, at)
    if Application.objects.filter(site_id=actor.site_id, no=no).exists():
        raise bad_input(phrase("Application {no} is entered already.", no=no))
    Application.objects.create(
        site_id=actor.site_id,
        no=no,
        staff_id=person.pk,
        entered_at=at,
        entered_by=actor.code,
        missing=missing or [],
        complete_at=at if complete else None,
    )
    state = State.COMPLETE if complete else State.INCOMPLETE
    registers.record(
        actor=actor,
        at=at,
        body={"no": no, "who": person.code, "state": state},
        personal={"missing": "; ".join(missing)} if missing else {},
    )
    _done(person)
    return ApplicationEntered(no=no, state=state, on=day_of(at))


class ApplicationCompleted(Answer):
    """The day on which it became complete, and how many days it was open."""

    no: str
    on: date
    days_open: int


@command(
    "complete_application",
    may=KEEPERS,
    word=phrase("Complete an application"),
    clauses=("4.1.2",),
    trades=FLOORS,
    writes=RegisterLine(
        "performance", phrase("Application {no} of {who} is complete."), facts={"who": Who}
    ),
    done=phrase("Complete."),
)
def complete_application(*, actor: StaffActor, at: datetime, no: Number) -> ApplicationCompleted:
    """Say that an application is complete now: it counts on this day, once.

    :raises Refused: 4.1.2 where results are counted; `input` for one that is not open; `access` for
        somebody else's.
    """
    row, person = _numbered(actor, no, at)
    _goes_by_applications(actor.site_id, at)
    if row.complete_at is not None or row.withdrawn_at is not None:
        raise bad_input(phrase("Application {no} is not open any more.", no=no))
    row.complete_at = at
    row.save(update_fields=["complete_at"])
    registers.record(actor=actor, at=at, body={"no": no, "who": person.code})
    _done(person)
    days = (day_of(at) - day_of(row.entered_at)).days
    return ApplicationCompleted(no=no, on=day_of(at), days_open=days)


class ApplicationWithdrawn(Answer):
    """The day on which it was withdrawn."""

    no: str
    on: date


@command(
    "withdraw_application",
    may=KEEPERS,
    word=phrase("Withdraw an application"),
    clauses=("4.1.2",),
    trades=FLOORS,
    writes=RegisterLine(
        "performance", phrase("Application {no} of {who} is withdrawn."), facts={"who": Who}
    ),
    done=phrase("Withdrawn."),
)
def withdraw_application(
    *, actor: StaffActor, at: datetime, no: Number, reason: Reason
) -> ApplicationWithdrawn:
    """Withdraw an application: it is taken away on this day and changes none gone by.

    :raises Refused: 4.1.2 where results are counted; `input` for one that is withdrawn; `access` for
        somebody else's.
    """
    row, person = _numbered(actor, no, at)
    _goes_by_applications(actor.site_id, at)
    if row.withdrawn_at is not None:
        raise bad_input(phrase("Application {no} is withdrawn already.", no=no))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    body = {"no": no, "who": person.code}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    _done(person)
    return ApplicationWithdrawn(no=no, on=day_of(at))


def _owner(actor: StaffActor, who: str | None, at: datetime) -> people.Staff:
    if who is None:
        if actor.post in {Post.DESK, Post.ADMIN}:
            raise bad_input(phrase("Say whose application it is."))
        return people.staff_by_code(actor.code)
    person = people.person_here(who, actor.site_id, at)
    if not _may_keep(actor, person, at):
        raise no_access(phrase("An application is entered by its person, the desk or the lead."))
    return person


def _may_keep(actor: StaffActor, person: people.Staff, at: datetime) -> bool:
    if person.pk == actor.staff_id or actor.post in {Post.DESK, Post.ADMIN}:
        return True
    team_id = team_led_by(actor, at)
    return team_id is not None and person in members_of(team_id, actor.site_id, at)


def _numbered(actor: StaffActor, no: str, at: datetime) -> tuple[Application, people.Staff]:
    rows = Application.objects.select_for_update().filter(site_id=actor.site_id, no=no)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no application {no} here.", no=no))
    person = people.Staff.objects.get(pk=row.staff_id)
    if not _may_keep(actor, person, at):
        raise no_access(phrase("An application is entered by its person, the desk or the lead."))
    return row, person


def _goes_by_applications(site_id: int, at: datetime) -> None:
    by = rulebook.policies(site_id, at)["results.by"]
    rules.is_counted_by(by, wanted="applications", figures=("complete",)).enforce()


def _done(person: people.Staff) -> None:
    cite("4.1.2")
    about(f"staff:{person.code}")
    board_changed()
