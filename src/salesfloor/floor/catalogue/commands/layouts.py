"""Layouts: what customers are told of them, each fact with a source (5.3, 9.3.2.7)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from django.conf import settings
from django.utils import translation
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
from salesfloor.floor.catalogue.choices import Strength
from salesfloor.floor.catalogue.models import Layout
from salesfloor.kernel.files import api as files
from salesfloor.kernel.registers import api as registers
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST: Final = 50
MOST_PLANS: Final = 6
Texts = Annotated[list[RequiredLine], Field(max_length=MOST)]
STRENGTHS: Final = Label(
    "Strengths",
    hint=phrase("one a line: what, a colon, how, such as daylight: windows on two sides"),
)
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
    strengths: Annotated[dict[RequiredLine, RequiredLine], Field(max_length=MOST), STRENGTHS] = {},  # noqa: B006 - never changed; the schema says it
    drawbacks: Annotated[Texts, Label("Drawbacks, honestly")] = [],  # noqa: B006 - as above
    zones: Zones = [],  # noqa: B006 - as above
    plans: Plans = [],  # noqa: B006 - as above
) -> LayoutKept:
    """Describe a layout, or describe it anew; numbers that are not given are read from its name.

    :raises Refused: 9.3.2.7 without a source.
    """
    rules.may_tell(source=source).enforce("5.3")
    codes = _codes()
    strengths = {codes.get(tag, tag): words for tag, words in strengths.items()}
    zones = [_coded(zone, codes) for zone in zones]
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


def _codes() -> dict[str, str]:
    """Return the codes of the strengths by what people call them, in each language of the pages."""
    found: dict[str, str] = {}
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            found |= {said(one.label): one.value for one in Strength}
    return found


def _coded(zone: str, codes: Mapping[str, str]) -> str:
    """Write a zone's strength by its code, whatever colon and word it was told with."""
    name, colon, tag = zone.replace("\N{FULLWIDTH COLON}", ":", 1).partition(":")
    return f"{name.strip()}:{codes.get(tag.strip(), tag.strip())}" if colon else zone
