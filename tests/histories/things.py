"""What the plain model remembers: claims, visitors, places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(eq=False)
class Claim:
    """Somebody's right to a phone, standing up to the end of a day."""

    phone: str
    owner: str
    first_kind: str
    made: datetime
    order: int
    kind: str
    until: date
    is_void: bool = False
    events: list[tuple[date, Visitor | None]] = field(default_factory=list)
    """What counted for it: the day, and the visit (None: a follow-up)."""


@dataclass(eq=False)
class Visitor:
    """One line of a register and the reception that came of it."""

    ref: str
    channel: str
    at: datetime
    order: int
    phone: str | None
    party: list[tuple[str, str]]
    """Valid phones of those who came along, and what each is to the visitor."""
    state: str = "waiting"
    receiver: str | None = None
    basis: str = "waiting"
    helpers: list[str] = field(default_factory=list)
    claim: Claim | None = None
    is_left_over: bool = False
    """Whether the floor has opened on a later day since: it keeps nobody busy any more."""


@dataclass(eq=False)
class Held:
    """A place somebody held, by whose turn; the place of signing in is nobody's."""

    place: int
    visitor: Visitor | None = None
    was_passed_over: bool = False
