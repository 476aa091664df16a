"""Notes on the market and on competitors (7.1.8)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.texts import Line, RequiredLine, RequiredNote
from salesfloor.floor.records import rules
from salesfloor.floor.records.models import MarketNote
from salesfloor.floor.results import api as results
from salesfloor.kernel.files import api as files
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers


class NoteKept(Answer):
    """The number of the note."""

    note: int


@command(
    "market_note",
    may=results.MEMBERS,
    word=phrase("Note something about the market"),
    clauses=("7.1.8",),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("Market note {note} of {by}.")),
    done=phrase("Noted."),
)
def market_note(
    *,
    actor: StaffActor,
    at: datetime,
    text: Annotated[RequiredNote, Label("What you learned")],
    source: Annotated[Line, Label("Where from", is_needed=True)] = "",
    tags: Annotated[list[RequiredLine], Field(max_length=20), Label("Tags")] | None = None,
    photos: FileHashes | None = None,
) -> NoteKept:
    """Note what one learned of the market, with its source.

    :raises Refused: 7.1.8 without a source.
    """
    rules.has_source(source).enforce()
    number = next_number(actor.site_id, "note")
    MarketNote.objects.create(
        site_id=actor.site_id,
        number=number,
        staff_id=actor.staff_id,
        at=at,
        text=text,
        source=source,
        tags=tags or [],
    )
    values = photos or []
    subject = f"note:{number}"
    files.attach(site_id=actor.site_id, subject=subject, values=values, at=at, actor=actor)
    registers.record(
        actor=actor,
        at=at,
        body={"note": number, "photos": values},
        personal={"text": text, "source": source},
    )
    cite("7.1.8")
    about(subject)
    board_changed()
    return NoteKept(note=number)
