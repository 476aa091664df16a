"""Noting conduct, taking it back, answering it, excusing it (7.2.5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.files import FileHash
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Name, RequiredLine, RequiredNote
from salesfloor.base.trades import trade_of
from salesfloor.kernel.conduct import rules
from salesfloor.kernel.conduct.guards import must_pass
from salesfloor.kernel.conduct.items import Item, item_of
from salesfloor.kernel.conduct.models import Appeal, Record, State
from salesfloor.kernel.conduct.recording import Matter, put_on_record, settle_appeal
from salesfloor.kernel.conduct.replies import REPLIES
from salesfloor.kernel.files import api as files
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

MEMBERS: Final = ANYONE - {Post.OPERATOR}
About = Annotated[Name, Label("About", hint=phrase("conduct:7"))]


class Observed(Answer):
    """The record: number, item, clause, points."""

    conduct: int
    item: str
    clause: str
    points: int


@command(
    "observe",
    may=LEADERS,
    word=phrase("Note conduct"),
    clauses=(rules.CLAUSE, "3.6.1.4"),
    writes=RegisterLine("conduct", phrase("Noted of {who}: {item}, no. {conduct}.")),
    done=phrase("Noted; the person is told."),
)
def observe(
    *,
    actor: StaffActor,
    at: datetime,
    who: Annotated[Code, Label("Who"), Reference("below")],
    item: Annotated[Code, Label("What"), Reference("conduct_item")],
    note: Annotated[RequiredNote, Label("What was seen")],
    meeting: Annotated[
        Code, Label("Meeting", hint=phrase("for gossip after it")), Reference("meeting")
    ]
    | None = None,
    photo: Annotated[FileHash, Label("Photo", hint=phrase("the matter, not a face"))] | None = None,
) -> Observed:
    """Note something about how a person behaved; they are told at once.

    :raises Refused: `access` upwards, sideways and of oneself; 7.2.5 for a grave item, which is opened as a
        case; `input` for what comes on record by itself, or the same within the hour; 3.6.1.4 for gossip
        about a meeting whose minutes are not published.
    """
    person = people.person_here(who, actor.site_id, at)
    found = _item(item, actor.site_id)
    rules.may_observe(actor.post, Post(person.post), is_self=person.pk == actor.staff_id).enforce()
    rules.may_be_noted(is_grave=found.weight == "grave").enforce()
    rules.is_observed(comes=found.comes).enforce()
    must_pass(item, meeting or "", actor.site_id, at)
    policy = rulebook.policies(actor.site_id, at)
    within = timedelta(minutes=policy["conduct.same_within_minutes"])
    rules.may_repeat(_last(person.pk, item), at, within).enforce()
    matter = Matter(item, found.clause, subject="", note=note, photo=photo or "")
    record = put_on_record(
        site_id=actor.site_id, staff_id=person.pk, matter=matter, actor=actor, at=at
    )
    files.attach(
        site_id=actor.site_id,
        subject=f"conduct:{record.number}",
        values=[photo] if photo else [],
        at=at,
        actor=actor,
    )
    cite(rules.CLAUSE, found.clause)
    about(f"conduct:{record.number}")
    board_changed()
    return Observed(conduct=record.number, item=item, clause=found.clause, points=record.points)


def _item(code: str, site_id: int) -> Item:
    found = item_of(code, trade_of(site_id))
    if found is None:
        raise bad_input(phrase("There is no item of conduct called {item} here.", item=code))
    return found


def _last(staff_id: int, item: str) -> tuple[int, datetime] | None:
    """Return number and time of the last record of the same item that stands."""
    standing = Record.objects.filter(
        staff_id=staff_id, item=item, state__in=(State.STANDING, State.UPHELD, State.APPEALED)
    )
    return standing.order_by("-at").values_list("number", "at").first()


class Nothing(Answer):
    """Nothing to say."""


@command(
    "withdraw_observation",
    may=LEADERS,
    word=phrase("Take back what was noted"),
    writes=RegisterLine("conduct", phrase("Taken back: {about}.")),
    done=phrase("Taken back."),
)
def withdraw_observation(
    *,
    actor: StaffActor,
    at: datetime,
    about: About,
    reason: Annotated[RequiredLine, Label("Reason")],
) -> Nothing:
    """Take back what one has noted oneself, within the time for it.

    :raises Refused: `access` for what somebody else noted; `input` once the time is over, or for what came
        on record by itself.
    """
    record = record_about(about, actor.site_id)
    rules.may_withdraw(noted_it=record.noted_by == actor.code).enforce()
    found = item_of(record.item, trade_of(record.site_id))
    if found is None or found.comes == "itself":
        raise bad_input(phrase("This came on record by itself. A manager can excuse it."))
    hours = rulebook.policies(actor.site_id, at)["conduct.withdraw_hours"]
    rules.is_fresh(record.at, at, timedelta(hours=hours)).enforce()
    end(record, State.WITHDRAWN, actor, at, reason)
    registers.record(actor=actor, at=at, body={"about": about}, personal={"reason": reason})
    return Nothing()


@command(
    "reply",
    may=MEMBERS,
    word=phrase("Answer what is on record"),
    writes=RegisterLine("conduct", phrase("Answered: {about}.")),
    done=phrase("Your answer stands beside it."),
)
def reply(
    *,
    actor: StaffActor,
    at: datetime,
    about: About,
    words: Annotated[RequiredNote, Label("What you say to it")],
) -> Nothing:
    """Put the person's own words beside what is on record against them.

    :raises Refused: `access` for a record about somebody else; `input` for one that is not there.
    """
    kind, _, number = about.partition(":")
    if kind in REPLIES and number.isascii() and number.isdecimal():
        clause = REPLIES[kind](actor, int(number), words)
    else:
        record = record_about(about, actor.site_id)
        rules.may_answer(is_theirs=record.staff_id == actor.staff_id).enforce()
        record.reply = words
        record.save(update_fields=["reply"])
        clause = record.clause
    registers.record(actor=actor, at=at, body={"about": about}, personal={"words": words})
    cite(clause)
    return Nothing()


class Excused(Answer):
    """The state of the record."""

    state: State


@command(
    "excuse",
    may=MANAGERS,
    word=phrase("Excuse what is on record"),
    clauses=(rules.CLAUSE,),
    writes=RegisterLine("conduct", phrase("Excused: {about}.")),
    done=phrase("Excused; it stays on record and does not count."),
)
def excuse(
    *,
    actor: StaffActor,
    at: datetime,
    about: About,
    reason: Annotated[RequiredLine, Label("Reason")],
) -> Excused:
    """Excuse what is on record: it stays there and does not count.

    :raises Refused: 7.2.5 unless one stands above the person; `input` for what does not stand any more.
    """
    record = record_about(about, actor.site_id)
    person = people.Staff.objects.get(pk=record.staff_id)
    rules.may_excuse(is_above=people.is_above(actor, person, at)).enforce()
    end(record, State.EXCUSED, actor, at, reason)
    registers.record(actor=actor, at=at, body={"about": about}, personal={"reason": reason})
    return Excused(state=State.EXCUSED)


def end(record: Record, state: State, actor: StaffActor, at: datetime, reason: str) -> None:
    """End a record that stands, settle its appeal, tell the person.

    :raises Refused: `input` for one that does not stand any more.
    """
    if record.state not in {State.STANDING, State.UPHELD, State.APPEALED}:
        raise bad_input(phrase("This does not count any more."))
    record.state, record.state_at, record.state_by = state, at, actor.code
    record.reason = reason
    record.save(update_fields=["state", "state_at", "state_by", "reason"])
    for appeal in Appeal.objects.filter(record=record, ruled_at=None):
        settle_appeal(appeal, at)
    messages.tell(
        staff_id=record.staff_id,
        site_id=record.site_id,
        at=at,
        clause=record.clause,
        sentence=phrase(
            "Record {conduct} does not count any more: {state}.",
            conduct=record.number,
            state=state.label,
        ),
        subject=f"conduct:{record.number}",
    )
    cite(rules.CLAUSE)
    about(f"conduct:{record.number}")
    board_changed()


def record_about(matter: str, site_id: int) -> Record:
    """Return the record that is named as `conduct:7`, locked.

    :raises Refused: `input` where there is none.
    """
    kind, _, number = matter.partition(":")
    rows = Record.objects.select_for_update().filter(site_id=site_id)
    row = rows.filter(number=int(number)).first() if number.isdecimal() else None
    if kind != "conduct" or row is None:
        raise bad_input(phrase("There is nothing on record as {about}.", about=matter))
    return row
