"""The floor's row: locked before it is read, written once, with the reasons of every move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson
from django.db import DEFAULT_DB_ALIAS

from salesfloor.base.china_time import day_of, is_within
from salesfloor.base.commands import board_changed
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import Asked, execute, fetch_one
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.commands.catching_up import catch_up
from salesfloor.floor.reception.commands.late import keep_day, rotation_of
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.rules import rotation
from salesfloor.floor.reception.rules.rotation import moment
from salesfloor.kernel.rulebook import api as rulebook

__all__ = ["FloorLock", "LockedFloor", "lock_floor", "lock_reception", "moment", "reception_of"]

if TYPE_CHECKING:
    from datetime import datetime, time

    from salesfloor.base.sql import Row
    from salesfloor.floor.reception.rules.rotation import Floor as Rotation

# Asked for under the lock of the turn: its state, the opening hours, the policies' serial, a tap at the
# door, and the number that the next reception would have. The row is locked beside it, which costs
# nothing where nobody else wants it: a hand that changes it by SQL is waited for, too.
_FLOOR: Final = """
    SELECT f.state, s.opens, s.closes, coalesce(p.serial, 0), EXISTS (
        SELECT FROM reception_arrival a
        WHERE a.site_id = f.site_id AND a.reception_id IS NULL AND a.dismissed_at IS NULL),
        nextval('reception_reception_id_seq')
    FROM reception_floor f JOIN people_site s ON s.id = f.site_id
    LEFT JOIN rulebook_policyserial p ON p.site_id = f.site_id
    WHERE f.site_id = %s FOR UPDATE OF f
"""
_FIELDS: Final = [one.attname for one in Reception._meta.concrete_fields]  # noqa: SLF001 - its API
_PARTY: Final = _FIELDS.index("party")
_RECEPTION: Final = f"""
    SELECT {", ".join(_FIELDS)} FROM reception_reception WHERE site_id = %s AND ref = %s
"""  # noqa: S608 - the names are our own
_SAVE: Final = """
    WITH saved AS (UPDATE reception_floor SET state = %s WHERE site_id = %s)
    INSERT INTO reception_placechange (site_id, at, staff_id, channel, before, after, why, by, ref, note)
    SELECT %s, %s, c.staff, c.channel, c.before, c.after, c.why, %s, %s, %s
    FROM jsonb_to_recordset(%s::jsonb)
        AS c (staff bigint, channel text, before bigint, after bigint, why text)
"""


@dataclass(slots=True)
class LockedFloor:
    """The rotation under its lock, with what decisions need beside it."""

    site_id: int
    at: datetime
    rotation: rotation.Floor
    opens: time
    closes: time
    policy: rulebook.Policies
    somebody_at_door: bool
    next_reception: int = 0
    today: Rotation | None = None
    """The rotation as it stands now, where an entry made late goes by that of an earlier day."""

    @property
    def is_late(self) -> bool:
        """Tell whether this is the floor of a day that is over."""
        return self.today is not None

    def release(self, reception_id: int) -> None:
        """Free everybody engaged in a reception, on the day of the entry and today."""
        for state in filter(None, (self.rotation, self.today)):
            state.unconfirmed.pop(reception_id, None)
            for staff in [s for s, r in state.engaged.items() if r == reception_id]:
                del state.engaged[staff]

    @property
    def is_open(self) -> bool:
        """Tell whether the floor is within its opening hours."""
        return is_within(self.at, self.opens, self.closes)

    def queue_of(self, channel: str) -> str:
        """Return which queue a channel uses: calls may share the visits' (3.2.2)."""
        shared = self.policy["phone.rotation"] == "shared"
        return rotation.VISIT if shared else channel

    def moves(self) -> list[list[Any]]:
        """Return the unsaved changes as a register line holds them."""
        return [[c.staff, c.channel, c.before, c.after, c.why] for c in self.rotation.changes]

    def save(self, *, by: str, ref: str = "", note: str = "") -> None:
        """Write the state and the reasons of its changes."""
        changes = self.rotation.changes
        if self.today is not None:
            keep_day(self.site_id, self.rotation)
        state = orjson.dumps(rotation.to_json(self.today or self.rotation)).decode()
        rows = orjson.dumps(changes).decode()
        execute(_SAVE, (state, self.site_id, self.site_id, self.at, by, ref, note[:200], rows))
        self.rotation.changes = []
        board_changed()


class FloorLock:
    """The lock of a site's floor, asked for; what is asked next sees the site as it stands under it."""

    closed_a_day = False
    """Whether a day had ended meanwhile, so that what was asked next may be of the day before."""

    def __init__(self, site_id: int | None, *, is_of_today: bool = False) -> None:
        self.site_id = site_id
        self.is_of_today = is_of_today
        if site_id is not None:
            customers.lock_turn(site_id)
        self._asked = Asked(_FLOOR, (site_id,))

    def floor(self, at: datetime) -> LockedFloor:
        """Return the floor as it stands at that moment, as `lock_floor` does."""
        row = self._asked.row()
        if row is None or self.site_id is None:
            raise bad_input(phrase("Say at which site."))
        state, opens, closes, serial, at_door, next_reception = row
        found = rotation.from_json(orjson.loads(state) if isinstance(state, str) else state)
        policy = rulebook.policies(self.site_id, at, serial=serial)
        floor = LockedFloor(self.site_id, at, found, opens, closes, policy, at_door, next_reception)
        if found.day > day_of(at) and not self.is_of_today:
            floor.today, floor.rotation = found, rotation_of(self.site_id, day_of(at))
            floor.somebody_at_door = False
        else:
            self.closed_a_day = catch_up(floor)
        return floor


def lock_floor(site_id: int | None, at: datetime, *, is_of_today: bool = False) -> LockedFloor:
    """Lock the site's floor and return it as it stands at that moment.

    What fell due on it meanwhile happens first, each at its own instant: truth does not wait for a
    worker. An entry of an earlier day goes by the rotation of that day, unless what it does
    concerns the floor of today (`is_of_today`).

    :raises Refused: `input` where there is no such site.
    """
    return FloorLock(site_id, is_of_today=is_of_today).floor(at)


def lock_reception(site_id: int | None, ref: str, at: datetime) -> tuple[LockedFloor, Reception]:
    """Lock the site's floor as `lock_floor` does, and return a reception as it stands under it.

    :raises Refused: as `lock_floor` and `reception_of` do.
    """
    lock = FloorLock(site_id)
    asked = Asked(_RECEPTION, (site_id, ref))
    floor = lock.floor(at)
    row = asked.row()
    return floor, reception_of(floor.site_id, ref) if lock.closed_a_day else _reception(row, ref)


def reception_of(site_id: int, ref: str) -> Reception:
    """Return the reception of that name.

    :raises Refused: `input` where there is none, or its line is struck.
    """
    return _reception(fetch_one(_RECEPTION, (site_id, ref)), ref)


def _reception(row: Row | None, ref: str) -> Reception:
    if row is None:
        raise bad_input(phrase("There is no reception {ref}.", ref=ref), "3.2.3.2")
    values = list(row)
    values[_PARTY] = orjson.loads(values[_PARTY])
    reception = Reception.from_db(DEFAULT_DB_ALIAS, _FIELDS, values)
    if reception.struck_at is not None:
        raise bad_input(phrase("The line of reception {ref} is struck.", ref=ref))
    return reception
