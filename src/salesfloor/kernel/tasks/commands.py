"""Giving a task, finishing it, accepting it (7.1.9)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import days_after, end_of, iso
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Line, Note, RequiredNote
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.files import api as files
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.tasks import giving, rules
from salesfloor.kernel.tasks.giving import CLAUSE, DUE, Order
from salesfloor.kernel.tasks.models import Status, Task
from salesfloor.kernel.work import api as work

MEMBERS: Final = ANYONE - {Post.OPERATOR}
ACCEPT: Final = "task_to_accept"
TaskNumber = Annotated[Number, Label("Task"), Reference("task")]
Due = Annotated[DayOrMoment, Label("Due", hint=phrase("a day is due by its end"))]


class TaskGiven(Answer):
    """The number of the task."""

    task: int


@command(
    "assign",
    may=MEMBERS,
    word=phrase("Give a task"),
    clauses=(CLAUSE,),
    writes=RegisterLine(
        "task", phrase("Task {task} for {to}, due {due_at}."), facts={"due_at": datetime}
    ),
    done=phrase("The task is given."),
)
def assign(
    *,
    actor: StaffActor,
    at: datetime,
    to: Annotated[Code, Label("Who"), Reference("person")],
    what: Annotated[RequiredNote, Label("What is to be done")],
    due: Due,
    about: Annotated[Line, Label("What it is about")] = "",
    evidence: Annotated[bool, Label("With a photo of what was done")] = False,
) -> TaskGiven:
    """Give somebody a task.

    :raises Refused: `access` unless one stands above the person, is administration, or means oneself;
        `input` for a time that is over.
    """
    person = people.person_here(to, actor.site_id, at)
    rules.may_assign(
        is_self=person.pk == actor.staff_id,
        is_above=people.is_above(actor, person, at),
        is_admin=actor.post is Post.ADMIN,
    ).enforce()
    rules.may_be_due(is_ahead=giving.due_instant(due) > at).enforce()
    order = Order(
        staff_id=person.pk,
        what=what,
        due=due,
        about=about,
        given_by_id=actor.staff_id,
        needs_photo=evidence,
    )
    task = giving.give(order, site_id=actor.site_id, at=at)
    registers.record(
        actor=actor,
        at=at,
        body={"task": task.number, "to": to, "due_at": iso(task.due_at), "evidence": evidence},
        personal={"what": what, "about": about},
    )
    _done(task)
    return TaskGiven(task=task.number)


class TaskFinished(Answer):
    """The task, and whether it was finished before its due instant."""

    task: int
    in_time: bool


@command(
    "finish_task",
    may=MEMBERS,
    word=phrase("Finish a task"),
    clauses=(CLAUSE,),
    writes=RegisterLine("task", phrase("Task {task} finished.")),
    done=phrase("Finished."),
)
def finish_task(
    *,
    actor: StaffActor,
    at: datetime,
    task: TaskNumber,
    note: Annotated[RequiredNote, Label("What was done")],
    photos: FileHashes | None = None,
) -> TaskFinished:
    """Finish a task that one has.

    :raises Refused: `access` for somebody else's; `input` for one that is finished; 7.1.9 without the photo
        that it needs.
    """
    row = _task(task, actor)
    rules.may_finish(is_theirs=row.staff_id == actor.staff_id).enforce()
    if row.status != Status.OPEN:
        raise bad_input(phrase("Task {task} is finished already.", task=task))
    values = photos or []
    rules.shows_evidence(needs_photo=row.needs_photo, photos=len(values)).enforce()
    giving.bring_up(row, at)
    row.status = Status.FINISHED if row.needs_acceptance else Status.ACCEPTED
    row.finished_at, row.note, row.in_time = at, note, at < row.due_at
    row.save()
    deadlines.settle(DUE, subject=row.pk, at=at)
    work.settle(kind="task", subject=f"task:{task}", site_id=row.site_id, at=at)
    files.attach(site_id=row.site_id, subject=f"task:{task}", values=values, at=at, actor=actor)
    body = {"task": task, "in_time": row.in_time, "photos": values}
    registers.record(actor=actor, at=at, body=body, personal={"note": note})
    if row.needs_acceptance:
        _wait_for_acceptance(row, at)
    _done(row)
    return TaskFinished(task=task, in_time=row.in_time)


def _wait_for_acceptance(row: Task, at: datetime) -> None:
    days = rulebook.policies(row.site_id, at)["task.accept_within_days"]
    until = end_of(days_after(at, days))
    deadlines.set_due(ACCEPT, subject=row.pk, site_id=row.site_id, due_at=until)
    if row.given_by_id in {None, row.staff_id}:
        return
    work.owe(
        kind=ACCEPT,
        subject=f"task:{row.number}",
        site_id=row.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "Task {task} is finished: accept it. {what}", task=row.number, what=row.what
        ),
        at=at,
        due_at=until,
        staff_ids=[row.given_by_id] if row.given_by_id else [],
        command="accept_task",
        given={"task": row.number, "passed": True},
    )


class TaskAnswered(Answer):
    """The task, and whether it is accepted or open again."""

    task: int
    status: Status


@command(
    "accept_task",
    may=MEMBERS,
    word=phrase("Accept a task"),
    clauses=(CLAUSE,),
    writes=RegisterLine(
        "task",
        phrase("Task {task} is open again."),
        variants={"passed": phrase("Task {task} is accepted.")},
    ),
    done=phrase("Saved."),
)
def accept_task(
    *,
    actor: StaffActor,
    at: datetime,
    task: TaskNumber,
    passed: Annotated[bool, Label("Accepted")],
    note: Annotated[Note, Label("Note")] = "",
    due: Due | None = None,
) -> TaskAnswered:
    """Accept a finished task that one gave, or open it again.

    :raises Refused: `access` for a task that somebody else gave; `input` for one that is not finished; 7.1.9
        for one's own work.
    """
    row = _task(task, actor)
    rules.may_accept(gave_it=row.given_by_id == actor.staff_id).enforce()
    if row.status != Status.FINISHED:
        raise bad_input(phrase("Task {task} does not wait to be accepted.", task=task))
    rules.accepts_for_another(is_own=row.staff_id == actor.staff_id).enforce()
    settle_acceptance(row, at)
    row.answered_at, row.answer_note = at, note
    row.status = Status.ACCEPTED if passed else Status.OPEN
    if not passed:
        _open_again(row, due, at)
    row.save()
    body = {"task": task, **({"passed": True} if passed else {})}
    registers.record(actor=actor, at=at, body=body, personal={"note": note})
    _tell(row, at, passed=passed, note=note)
    _done(row)
    return TaskAnswered(task=task, status=Status(row.status))


def _open_again(row: Task, due: datetime | date | None, at: datetime) -> None:
    if due is not None:
        rules.may_be_due(is_ahead=giving.due_instant(due) > at).enforce()
        row.due_at = giving.due_instant(due)
        row.is_by_day = not isinstance(due, datetime)
    row.finished_at = row.in_time = None
    if row.due_at > at:
        giving.put_on_list(row, at)
        return
    giving.list_only(row, at)


def settle_acceptance(row: Task, at: datetime) -> None:
    """Take a finished task off the list of who accepts it."""
    deadlines.settle(ACCEPT, subject=row.pk, at=at)
    work.settle(kind=ACCEPT, subject=f"task:{row.number}", site_id=row.site_id, at=at)


def _tell(row: Task, at: datetime, *, passed: bool, note: str) -> None:
    sentence = (
        phrase("Task {task} is accepted.", task=row.number)
        if passed
        else phrase("Task {task} is open again: {note}", task=row.number, note=note)
    )
    messages.tell(
        staff_id=row.staff_id,
        site_id=row.site_id,
        at=at,
        clause=CLAUSE,
        sentence=sentence,
        subject=f"task:{row.number}",
    )


def _task(number: int, actor: StaffActor) -> Task:
    rows = Task.objects.select_for_update().filter(site_id=actor.site_id, number=number)
    row = rows.first()
    if row is None:
        raise bad_input(phrase("There is no task {task} here.", task=number))
    return row


def _done(row: Task) -> None:
    cite(CLAUSE)
    about(f"task:{row.number}")
    board_changed()
