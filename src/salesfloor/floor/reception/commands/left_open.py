"""What is still open when the floor closes: whose list it stands on, and who is told what ended by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import at_time, day_of, local
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salesfloor.floor.reception.commands.state import LockedFloor

CLOSING: Final = "floor_closes"
STILL_OPEN: Final = "reception_still_open"
CLAUSE: Final = "3.2.3.6"
_SENTENCES: Final = {
    "visit": phrase("Visit {number} is still in progress. End it with its outcome."),
    "call": phrase("Call {number} is still in progress. End it with its outcome."),
}
_FOR_LEAD: Final = {
    "visit": phrase(
        "Visit {number} of {who} is still in progress. Have it ended; the desk or the manager can do it, too."
    ),
    "call": phrase(
        "Call {number} of {who} is still in progress. Have it ended; the desk or the manager can do it, too."
    ),
}
"""A lead does not end what somebody else receives, and is told who does."""
_LEFT: Final = {
    "visit": phrase(
        "Visit {number}, who waited since {since}, was closed as left at the day's end."
    ),
    "call": phrase("Call {number}, who waited since {since}, was closed as left at the day's end."),
}


def look_at_closing(floor: LockedFloor) -> None:
    """Look at today's closing time at what is still open."""
    due = at_time(floor.rotation.day, floor.closes)
    if floor.at < due:
        deadlines.set_due(CLOSING, subject=floor.site_id, site_id=floor.site_id, due_at=due)


@deadlines.handler(CLOSING, word=phrase("The floor closes"))
def list_at_closing(deadline: deadlines.Deadline, at: datetime) -> None:
    """Put what is still open on the lists when the floor closes."""
    list_open(deadline.site_id, at)


def list_open(site_id: int, at: datetime) -> None:
    """Put every reception in progress on the lists of its receiver and of the team's lead (3.2.3.6)."""
    rows = Reception.objects.filter(site_id=site_id, ended_at=None, struck_at=None)
    rows = rows.filter(receiver_id__isnull=False, registered_at__lte=at).order_by("pk")
    found = list(rows)
    receivers = people.Staff.objects.in_bulk([one.receiver_id for one in found if one.receiver_id])
    for one in found:
        receiver = receivers.get(one.receiver_id or 0)
        if receiver is None:
            continue
        team = people.team_at(receiver, at)
        to_end = phrase(_SENTENCES[one.channel].template, number=one.register_no)
        to_have_ended = phrase(
            _FOR_LEAD[one.channel].template, number=one.register_no, who=receiver.code
        )
        owe = partial(
            work.owe,
            kind=STILL_OPEN,
            subject=f"reception:{one.ref}",
            site_id=site_id,
            clause=CLAUSE,
            at=at,
        )
        owe(sentence=to_end, staff_ids=[receiver.pk], posts=() if team else (Post.MANAGER,))
        if team is not None:
            owe(sentence=to_have_ended, team_id=team)


def take_off_lists(floor: LockedFloor, reception: Reception) -> None:
    """Take a reception that ends after the closing time off the lists it may stand on."""
    is_of_today = day_of(reception.registered_at) == floor.rotation.day
    if is_of_today and local(floor.at).time() < floor.closes:
        return
    work.settle(
        kind=STILL_OPEN,
        subject=f"reception:{reception.ref}",
        site_id=floor.site_id,
        at=floor.at,
    )


def left_open_by(site_id: int, staff_id: int, at: datetime) -> list[str]:
    """Return the refs of receptions that somebody has open since an earlier day."""
    rows = Reception.objects.filter(site_id=site_id, receiver_id=staff_id, ended_at=None)
    found = rows.filter(struck_at=None).order_by("pk")
    return [one.ref for one in found if day_of(one.registered_at) < day_of(at)]


def tell_of_left(site_id: int, receptions: Iterable[Reception], at: datetime) -> None:
    """Tell who registered them, leads and managers of customers closed as `left` (3.2.1.1)."""
    waited = list(receptions)
    if not waited:
        return
    here = people.working_at(site_id, at).filter(post__in=[Post.LEAD, Post.MANAGER])
    leaders = list(here.order_by("pk").values_list("pk", flat=True))
    codes = {one.registered_by for one in waited}
    writers = dict(people.Staff.objects.filter(code__in=codes).values_list("code", "pk"))
    for one in waited:
        told = [*leaders, *(writers[code] for code in [one.registered_by] if code in writers)]
        messages.tell_all(
            told,
            site_id=site_id,
            at=at,
            clause="3.2.1.1",
            sentence=phrase(
                _LEFT[one.channel].template,
                number=one.register_no,
                since=f"{local(one.arrived_at):%H:%M}",
            ),
            subject=f"reception:{one.ref}",
        )
