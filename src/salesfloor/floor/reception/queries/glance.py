"""The floor as it stands at a moment, with what every page of it needs, in one trip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

import orjson

from salesfloor.base.china_time import day_of, is_within, start_of
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import fetch_one
from salesfloor.floor.reception.commands.state import LockedFloor
from salesfloor.floor.reception.rules import rotation
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.kernel.rulebook.api import Policies

_GLANCE: Final = """
    SELECT f.state, s.name, s.trade, s.opens, s.closes, coalesce(p.serial, 0), d.staff_id,
        (SELECT coalesce(json_agg(json_build_array(a.id, a.at) ORDER BY a.at), '[]')
            FROM reception_arrival a WHERE a.site_id = f.site_id AND a.reception_id IS NULL
            AND a.dismissed_at IS NULL AND a.at >= %(today)s),
        (SELECT coalesce(json_agg(json_build_array(m.id, m.code, m.name)), '[]')
            FROM people_staff m WHERE m.site_id = f.site_id
            OR m.id IN (SELECT jsonb_object_keys(f.state -> 'people')::bigint))
    FROM reception_floor f JOIN people_site s ON s.id = f.site_id
    LEFT JOIN rulebook_policyserial p ON p.site_id = f.site_id
    LEFT JOIN reception_duty d ON d.site_id = f.site_id AND d."on" = %(day)s
    WHERE f.site_id = %(site)s
"""


@dataclass(frozen=True, slots=True)
class Door:
    """A customer at the door whom nobody has registered yet (9.1.1.1)."""

    id: int
    since: datetime


class Names:
    """Names of the site's people, by number and by code."""

    def __init__(self, rows: Iterable[tuple[int, str, str]]) -> None:
        found = list(rows)
        self.by_id = {pk: name for pk, _code, name in found}
        self.by_code = {code: name for _pk, code, name in found}

    def of(self, staff_id: int | None) -> str:
        """Return the name of that person; nothing for those long at another site."""
        return self.by_id.get(staff_id or 0, "")

    def of_code(self, code: str | None) -> str:
        """Return the name of the person of that code; the product itself has none."""
        return self.by_code.get(code or "", "")


@dataclass(frozen=True, slots=True)
class Glance:
    """The rotation, unlocked, and the site around it. Decisions lock the floor; pages glance."""

    site_id: int
    at: datetime
    site_name: str
    trade: str
    opens: time
    closes: time
    state: dict[str, Any]
    policy: Policies
    on_duty: int | None
    doors: tuple[Door, ...]
    names: Names

    @property
    def is_open(self) -> bool:
        """Tell whether the floor is within its opening hours."""
        return is_within(self.at, self.opens, self.closes)

    @property
    def phone_rotation(self) -> str:
        """Return how calls are given out: `separate`, `shared` or `duty` (3.2.2)."""
        return str(self.policy["phone.rotation"])

    def floor(self) -> rotation.Floor:
        """Return the rotation of the moment; a day or a loan that is over counts no more."""
        return rotation.from_json(self.state).as_of(self.at)

    def as_if_locked(self) -> LockedFloor:
        """Return a floor on which a decision can be tried out; it is never saved."""
        return LockedFloor(
            self.site_id,
            self.at,
            self.floor(),
            self.opens,
            self.closes,
            self.policy,
            bool(self.doors),
        )


def glance(site_id: int | None, at: datetime) -> Glance:
    """Look at a site's floor without locking it.

    :raises Refused: `input` where there is no such site.
    """
    row = None
    if site_id is not None:
        day = day_of(at)
        row = fetch_one(_GLANCE, {"site": site_id, "day": day, "today": start_of(day)})
    if row is None or site_id is None:
        raise bad_input(phrase("Say at which site."))
    state, name, trade, opens, closes, serial, on_duty, doors, staff = row
    return Glance(
        site_id,
        at,
        name,
        trade,
        opens,
        closes,
        orjson.loads(state) if isinstance(state, str) else state,
        rulebook.policies(site_id, at, serial=serial),
        on_duty,
        tuple(Door(door, datetime.fromisoformat(since)) for door, since in doors),
        Names(staff),
    )
