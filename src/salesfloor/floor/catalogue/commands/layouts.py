"""Layouts: what customers are told of them, each fact with a source (5.3, 9.3.2.7)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, command
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Count
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.texts import Line, RequiredLine
from salesfloor.floor.catalogue import rules
from salesfloor.floor.catalogue.models import Layout
from salesfloor.kernel.files import api as files
from salesfloor.kernel.registers import api as registers

MOST: Final = 50
MOST_PLANS: Final = 6
Texts = Annotated[list[RequiredLine], Field(max_length=MOST)]
Zones = Annotated[
    Texts,
    Label(
        "Zones in walking order",
        hint=phrase("a name, or name:strength, such as living room:daylight"),
    ),
]
Plans = Annotated[
    FileHashes,
    Field(max_length=MOST_PLANS),
    Label("Plan images", hint=phrase("customers see them; described anew, earlier ones stay")),
]


class LayoutKept(Answer):
    """How many rooms, halls and baths the layout has, as given or as its name says."""

    rooms: int | None
    halls: int | None
    baths: int | None


@command(
    "layout",
    may=MANAGERS | {Post.ADMIN},
    word=phrase("Enter a layout"),
    clauses=("5.3", "9.3.2.7"),
    writes=RegisterLine("deals", phrase("Layout {name} is described, source: {source}")),
    done=phrase("The layout is on record."),
)
def layout(
    *,
    actor: StaffActor,
    at: datetime,
    name: Annotated[RequiredLine, Label("Layout")],
    orientation: Annotated[RequiredLine, Label("Orientation")],
    source: Annotated[Line, Label("Source of these facts", is_needed=True)] = "",
    rooms: Annotated[Count, Label("Rooms of the layout")] | None = None,
    halls: Annotated[Count, Label("Halls")] | None = None,
    baths: Annotated[Count, Label("Baths")] | None = None,
    position: Annotated[Line, Label("Position")] = "",
    strengths: Annotated[
        dict[RequiredLine, RequiredLine], Field(max_length=MOST), Label("Strengths")
    ] = {},  # noqa: B006 - never changed; the schema says it
    drawbacks: Annotated[Texts, Label("Drawbacks, honestly")] = [],  # noqa: B006 - as above
    zones: Zones = [],  # noqa: B006 - as above
    plans: Plans = [],  # noqa: B006 - as above
) -> LayoutKept:
    """Describe a layout, or describe it anew; numbers that are not given are read from its name.

    :raises Refused: 9.3.2.7 without a source.
    """
    rules.may_tell(source=source).enforce("5.3")
    read = rules.counts_in(name)
    counts = rules.Counts(
        read.rooms if rooms is None else rooms,
        read.halls if halls is None else halls,
        read.baths if baths is None else baths,
    )
    Layout.objects.update_or_create(
        site_id=actor.site_id,
        name=name,
        defaults={
            "orientation": orientation,
            "source": source,
            "rooms": counts.rooms,
            "halls": counts.halls,
            "baths": counts.baths,
            "position": position,
            "strengths": strengths,
            "drawbacks": drawbacks,
            "zones": [rules.zone(text) for text in zones],
            "recorded_at": at,
            "recorded_by": actor.code,
        },
    )
    body = {"name": name, "source": source, "orientation": orientation, "position": position}
    facts = {"strengths": strengths, "drawbacks": drawbacks, "zones": zones}
    facts |= {"plans": plans} if plans else {}
    subject = f"layout:{name}"
    files.attach(site_id=actor.site_id, subject=subject, values=plans, at=at, actor=actor)
    registers.record(actor=actor, at=at, body={**body, **counts._asdict(), **facts})
    about(subject)
    board_changed()
    return LayoutKept(rooms=counts.rooms, halls=counts.halls, baths=counts.baths)
