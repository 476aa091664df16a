"""What could not be sent, or perhaps was not, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.outgoing.choices import DEAD, State
from salesfloor.kernel.outgoing.commands import LOOKERS
from salesfloor.kernel.outgoing.queries import unsent_of
from salesfloor.web.language import translated
from salesfloor.web.lists import (
    MOMENT,
    PERSON,
    TEXT,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    choice,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.kernel.outgoing.models import Outgoing


def _rows(asked: Asked) -> QuerySet[Outgoing]:
    return unsent_of(asked.site_id)


def _words(row: Outgoing, _asked: Asked) -> Any:  # noqa: ANN401 - a cell
    return translated(row.words) if row.words else ""


UNSENT: Final = List(
    "unsent",
    phrase("What could not be sent"),
    may=LOOKERS,
    rows=_rows,
    order=("-pk",),
    columns=(
        Column(phrase("Sent by"), "channel.name", is_main=True),
        Column(phrase("Sent to"), "staff_id", PERSON),
        Column(phrase("Time"), "at", MOMENT),
        Column(phrase("Status"), "state", choice(State, {"given_up": "bad", "unsure": "warn"})),
        Column(phrase("What the service said"), _words, TEXT),
    ),
    filters=(
        OneOf("state", phrase("Status"), [pair for pair in State.pairs() if pair[0] in DEAD]),
        Period("at"),
    ),
    empty=Empty(
        phrase("Everything was sent."),
        phrase("The inbox holds everything, whatever a channel does."),
    ),
)
