"""What the floor does about news from below: a new site, its hours, people who leave, follow-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_ROTATION, trade_of
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import words
from salesfloor.floor.reception.commands import assigning, day, presence
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

rulebook.name_choices(
    {"tail": phrase("goes to the tail"), "keep": phrase("keeps the place")},
    policy="rotation.absent_turn",
)
rulebook.name_choices(
    customers.Outcome.labels() | {"known_later": phrase("known customer, found out later")},
    policy="turn.returned_for",
)
rulebook.name_choices(
    {
        "separate": phrase("a rotation of their own"),
        "shared": phrase("one rotation with visits"),
        "duty": phrase("the consultant on duty"),
    },
    policy="phone.rotation",
)


@on("site_opened")
def open_floor(entry: Entry) -> None:
    """Give a new site its rotation."""
    day.open_floor(entry.site_id, entry.at)


@on("change_site")
def change_hours(entry: Entry) -> None:
    """Look at the next opening at its new hour (7.1.12)."""
    day.hours_changed(entry.site_id, entry.at)


@on("floor_left")
def take_out(entry: Entry) -> None:
    """Take somebody who works elsewhere from now on out of the queues."""
    presence.take_out(entry.body["staff_id"], entry.site_id, entry.at)


@on("loan_ended")
def end_loan(entry: Entry) -> None:
    """Take somebody whose loan is over out of the queues."""
    presence.end_loan(entry.site_id, entry.at)


@on("leave", "grant_leave")
def leave_duty(entry: Entry) -> None:
    """Take somebody on leave off the telephone roster."""
    day.leave_duty(entry.body["leave"], entry.site_id, entry.at)


@on("give_consent")
def excuse_absence(entry: Entry) -> None:
    """Let the absence of somebody who asked for leave only afterwards count as one with leave."""
    if entry.body["what"] != words.STEP_AWAY:
        return
    if presence.excuse(entry.body["asker"], entry.site_id, entry.actor.code, entry.at):
        consent.mark_used(entry.site_id, entry.body["request"], entry.at)


@on("followed_up")
def serve_waiting(entry: Entry) -> None:
    """Let somebody whose overdue contact is made serve who waits."""
    assigning.serve_again(entry.site_id, entry.at)


@on("certificate_given")
def serve_by_the_qualified(entry: Entry) -> None:
    """Let somebody serve who waits whose certificate turns need (7.1.2)."""
    if trade_of(entry.site_id) not in WITH_ROTATION:
        return
    if entry.body["exam"] in rulebook.policies(entry.site_id, entry.at)["exam.needed_for_turn"]:
        assigning.serve_again(entry.site_id, entry.at)
