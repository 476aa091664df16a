"""The shelf: which books a site has, how full they are, who keeps them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

import orjson

from salesfloor.base.modules import Book as Register
from salesfloor.base.modules import books as described
from salesfloor.base.sql import fetch_one
from salesfloor.kernel.registers.models import Book
from salesfloor.kernel.registers.permissions import Scope, needs_trace, scope_of
from salesfloor.kernel.registers.wording import register_of
from salesfloor.web.directory import managers_of, names_by_id, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.base.commands import Actor

LINES_A_PAGE: Final = 20
FINGERPRINT: Final = 16
"""How many hexadecimal digits of a hash people compare by eye."""

_HANDED_OVER: Final = """
    SELECT l.body FROM register.line l JOIN register.book b ON b.id = l.book_id
    WHERE b.site_id = %s AND b.kind = 'custody' AND starts_with(l.body, '{"do":"hand_over"')
    ORDER BY b.number DESC, l.line_no DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Volume:
    """One volume as it stands on the shelf."""

    id: int
    site_id: int
    register: Register
    number: int
    name: str
    first_no: int
    lines: int
    size: int
    status: str
    fingerprint: str
    opened_at: datetime
    closed_at: datetime | None
    handed_in_at: datetime | None
    holder_id: int | None
    holder: str
    scope: Scope
    is_traced: bool
    """Its reading is entered in the custody book before it is opened."""

    @property
    def kind(self) -> str:
        """Return the kind of book."""
        return self.register.kind

    @property
    def key(self) -> str:
        """Return what names it among the volumes of its site."""
        return f"{self.kind}:{self.number}"

    @property
    def pages(self) -> int:
        """Return how many pages have writing on them."""
        return max(1, -(-self.lines // LINES_A_PAGE))

    @property
    def last_no(self) -> int:
        """Return the register number of the last line."""
        return self.first_no + self.lines - 1

    @property
    def filled(self) -> int:
        """Return how full it is, in percent."""
        return self.lines * 100 // self.size

    def page_of(self, line_no: int) -> int:
        """Return on which page a line stands."""
        return (line_no - 1) // LINES_A_PAGE + 1


@dataclass(frozen=True, slots=True)
class Series:
    """All volumes of one register, the newest first."""

    register: Register
    volumes: list[Volume]

    @property
    def lines(self) -> int:
        """Return how many lines the register has in all its volumes."""
        return sum(volume.lines for volume in self.volumes)

    @property
    def to_hand_in(self) -> list[Volume]:
        """Return the full volumes that wait to be handed in."""
        return [volume for volume in self.volumes if volume.status == "FULL"]


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who has the site's registers in custody."""

    code: str
    name: str


def shelf(actor: Actor) -> list[Series]:
    """Return the registers of the actor's site into which the actor may look at all."""
    books = Book.objects.filter(site_id=actor.site_id or 0).order_by("kind", "-number")
    by_kind: dict[str, list[Volume]] = defaultdict(list)
    for volume in _volumes(books, actor):
        if volume.scope is not Scope.NOTHING:
            by_kind[volume.kind].append(volume)
    order = [*described(), *sorted(by_kind.keys() - described().keys())]
    return [Series(register_of(kind), by_kind[kind]) for kind in order if kind in by_kind]


def volume_numbered(actor: Actor, kind: str, number: int) -> Volume | None:
    """Return a volume of the actor's site, or None where there is none to look into."""
    books = Book.objects.filter(site_id=actor.site_id or 0, kind=kind, number=number)
    volume = next(iter(_volumes(books, actor)), None)
    return volume if volume is not None and volume.scope is not Scope.NOTHING else None


def volume_with(actor: Actor, kind: str, register_no: int) -> Volume | None:
    """Return the volume in which a numbered line of a register stands."""
    books = Book.objects.filter(
        site_id=actor.site_id or 0, kind=kind, holder_id=None, first_no__lte=register_no
    )
    volume = next(iter(_volumes(books.order_by("-number")[:1], actor)), None)
    if volume is None or volume.scope is Scope.NOTHING or register_no > volume.last_no:
        return None
    return volume


def keeper_of(site_id: int) -> Keeper:
    """Return who keeps the site's registers: the person they were handed to last, else the manager."""
    row = fetch_one(_HANDED_OVER, (site_id,))
    managers = managers_of(site_id)
    if row is None:
        return Keeper(*managers[0]) if managers else Keeper("", "")
    code = orjson.loads(row[0])["to"]
    return Keeper(code, dict(managers).get(code) or names_of([code]).get(code, code))


def _volumes(books: Iterable[Book], actor: Actor) -> list[Volume]:
    rows = list(books)
    holders = names_by_id(book.holder_id for book in rows)
    return [_volume(book, holders, actor) for book in rows]


def _volume(book: Book, holders: dict[int, str], actor: Actor) -> Volume:
    register = register_of(book.kind)
    is_holder = book.holder_id is not None and book.holder_id == actor.staff_id
    return Volume(
        id=book.pk,
        site_id=book.site_id,
        register=register,
        number=book.number,
        name=book.name,
        first_no=book.first_no,
        lines=book.lines,
        size=book.size,
        status=book.status,
        fingerprint=bytes(book.head).hex()[:FINGERPRINT],
        opened_at=book.opened_at,
        closed_at=book.closed_at,
        handed_in_at=book.handed_in_at,
        holder_id=book.holder_id,
        holder=holders.get(book.holder_id or 0, ""),
        scope=scope_of(actor.post, register, is_holder=is_holder),
        is_traced=needs_trace(actor.post, register, is_holder=is_holder),
    )
