"""What people do with the registers: strike, hand in, hand over, read."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.choices import Choice
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.fields import Reason, RegisterKind, Who
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import line
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS
from salesfloor.base.refusals import Refused, bad_input
from salesfloor.base.texts import Code, Line
from salesfloor.kernel.registers import queries, rules, verifying, writing
from salesfloor.kernel.registers.entries import DAY_CLOSING
from salesfloor.kernel.registers.models import Book
from salesfloor.kernel.registers.wording import register_of
from salesfloor.web import directory

Register = Annotated[RegisterKind, Field(alias="register")]


VolumeNumber = Annotated[Number, Label("Volume")]


class Purpose(Choice):
    """What a volume is opened for."""

    READ = "read", phrase("Reading")
    PRINT = "print", phrase("Printing")
    EXPORT = "export", phrase("Exporting")


class Clock(Choice):
    """By what the moments of the registers go."""

    REAL = "real", phrase("the machine's clock")
    DEMO = "demo", phrase("a demo's clock")
    SCRIPT = "script", phrase("the moments of a day script")


class Moved(Choice):
    """Why the registers go on in another database; after a restore the backup's name stands here."""

    FOUND = (
        "found on another database than it was written on",
        phrase("found on another database than it was written on"),
    )


_VOLUME: Final = {"volume": Annotated[str, Reference("volume")]}
line(
    "hand_in",
    "custody",
    phrase("{volume} handed in with {lines} lines"),
    facts={**_VOLUME, "lines": int},
)
line(
    "hand_over",
    "custody",
    phrase("Custody handed over from {from} to {to}: {reason}"),
    facts={"from": Who, "to": Who, "reason": str},
)
line("read", "custody", phrase("{volume} opened for reading"), facts=_VOLUME)
line(
    "print",
    "custody",
    phrase("{volume} printed, pages {pages}"),
    facts={**_VOLUME, "pages": str},
)
line("export", "custody", phrase("{volume} exported"), facts=_VOLUME)

# What the database itself writes in the book of books.
line("open_volume", "books", phrase("{volume} begun"), facts=_VOLUME)
line(DAY_CLOSING, "books", phrase("The line is drawn under {day}"), facts={"day": str})
line(
    "begin_epoch",
    "books",
    phrase("From here on in another database: {reason}"),
    facts={"reason": Moved},
)
line(
    "set_clock",
    "books",
    phrase("The registers go by {clock}"),
    variants={
        "ahead_seconds": phrase("The registers go by {clock}, {ahead_seconds} seconds ahead")
    },
    facts={"clock": Clock, "ahead_seconds": int},
)


IN_A_BOOK: Final = "3.4.3.4"
"""What 3.2.3.3 says of the registers, said of a follow-up book."""

line("strike", "correction", phrase("Strikes No. {register_no}."), facts={"register_no": int})


class Struck(Answer):
    """Answer of `strike`."""

    correction_no: int
    book: int = 0


@command(
    "strike",
    may=ANYONE,
    word=phrase("Strike a line"),
    clauses=("3.2.3.3", IN_A_BOOK),
)
def strike(
    *,
    actor: SiteActor,
    at: datetime,
    register_: Register,
    register_no: Annotated[Number, Label("Line number")],
    reason: Reason,
    book: Annotated[Number | None, Label("Follow-up book")] = None,
) -> Struck:
    """Strike a line by a correcting line that cites it; the line itself stays (3.2.3.3).

    In a book that a person holds `register_no` is the line's number in the book `book`.

    :raises Refused: 3.2.3.3 for a line struck already or a correcting line; `access` unless
        the manager or the person who wrote the line, or, in a register that nobody holds, the
        lead or the desk; `input` for a line of a returned book.
    """
    site_id = actor.site_id
    rules.may_strike_in(register_).enforce()
    if book is None:
        line = queries.line_numbered(site_id, register_, register_no)
        is_common = register_of(register_).is_common
        wrote = line.actor == actor.code
        rules.may_strike_for(actor.post, wrote=wrote, is_common=is_common).enforce()
    else:
        line = queries.line_in_book(site_id, register_, book, register_no)
        rules.may_strike_in_book(actor.post, wrote=line.actor == actor.code).enforce()
        rules.takes_lines(line.book.status).enforce()
    # Whether it is struck already is judged under the book's lock (case 10).
    kept = () if book is None else (IN_A_BOOK,)
    try:
        written = writing.strike_line(line=line, actor=actor, at=at, reason=reason, book=book)
    except Refused as refusal:
        raise Refused(refusal.clause, refusal.sentence, (*refusal.also, *kept)) from None
    except writing.NoOpenBook:
        sentence = phrase("The book is full and its holder has no other. Issue the next one first.")
        raise Refused("3.4.3.1", sentence) from None
    cite("3.2.3.3", *kept)
    about(f"line:{register_}:{register_no}")
    if book is None:
        return Struck(correction_no=written.register_no)
    return Struck(correction_no=written.line_no, book=written.volume)


class VolumeHandedIn(Answer):
    """Answer of `hand_in_volume`."""

    volume: int
    status: str


@command(
    "hand_in_volume",
    may=MANAGERS,
    word=phrase("Hand in a volume"),
    clauses=(
        "3.2.3.4",
        "3.2.3.5",
    ),
    post_clause="3.2.3.4",
)
def hand_in_volume(
    *, actor: SiteActor, at: datetime, register_: Register, volume: VolumeNumber
) -> VolumeHandedIn:
    """Record that the manager handed a volume in, verified once more (3.2.3.4, 3.2.3.5).

    :raises Refused: 3.2.3.5 while the volume is not full; `input` where there is none.
    """
    site_id = actor.site_id
    writing.await_hand_in(site_id, register_, volume)
    book = Book.objects.filter(site_id=site_id, kind=register_, number=volume).first()
    if book is None:
        raise bad_input(phrase("There is no volume {volume} of this register.", volume=volume))
    rules.may_hand_in(book.status).enforce()
    found = verifying.verify_volume(book)
    writing.append(
        site_id=site_id,
        kind="custody",
        actor=actor,
        at=at,
        line_kind="hand_in",
        body={"do": "hand_in", "volume": book.name, "lines": book.lines, "first_bad": found},
    )
    writing.hand_in(book_id=book.pk, actor=actor, at=at)
    cite("3.2.3.4", "3.2.3.5")
    about(f"book:{register_}:{volume}")
    return VolumeHandedIn(volume=volume, status="HANDED_IN")


class CustodyHandedOver(Answer):
    """Answer of `hand_over_custody`."""

    custodian: str


@command(
    "hand_over_custody",
    may=MANAGERS,
    word=phrase("Hand over custody"),
    clauses=("3.2.3.4",),
    post_clause="3.2.3.4",
)
def hand_over_custody(
    *,
    actor: SiteActor,
    at: datetime,
    to: Annotated[Code, Label("Who takes it over"), Reference("person")],
    reason: Reason,
) -> CustodyHandedOver:
    """Hand the custody of the site's registers to another manager, on record (3.2.3.4)."""
    site_id = actor.site_id
    successor = directory.post_of(to)
    rules.may_keep_registers(successor).enforce()
    keeper = queries.custodian_of(site_id) or actor.code
    writing.append(
        site_id=site_id,
        kind="custody",
        actor=actor,
        at=at,
        line_kind="hand_in",
        body={"do": "hand_over", "from": keeper, "to": to},
        personal={"reason": reason},
    )
    cite("3.2.3.4")
    about(f"custody:{to}")
    return CustodyHandedOver(custodian=to)


class RegisterOpened(Answer):
    """Answer of `read_register`."""

    volume: int
    purpose: str


@command(
    "read_register",
    may=MANAGERS,
    word=phrase("Read, print or export a volume"),
    clauses=("3.2.3.4",),
    post_clause="3.2.3.4",
)
def read_register(
    *,
    actor: SiteActor,
    at: datetime,
    register_: Register,
    volume: VolumeNumber,
    purpose: Annotated[Purpose, Label("What for")] = Purpose.READ,
    pages: Annotated[Line, Label("Pages")] = "",
) -> RegisterOpened:
    """Leave the trace of reading, printing or exporting a volume across consultants (3.2.3.4).

    :raises Refused: 3.2.3.4 unless by the manager or above; `input` where there is no such volume.
    """
    site_id = actor.site_id
    book = Book.objects.filter(site_id=site_id, kind=register_, number=volume).first()
    if book is None:
        raise bad_input(phrase("There is no volume {volume} of this register.", volume=volume))
    writing.note_reading(
        actor=actor, at=at, body={"do": purpose, "volume": book.name, "pages": pages}
    )
    cite("3.2.3.4")
    about(f"book:{register_}:{volume}")
    return RegisterOpened(volume=volume, purpose=purpose)
