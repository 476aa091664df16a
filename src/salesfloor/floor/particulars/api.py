"""What other modules may ask of particulars."""

from salesfloor.floor.particulars.choices import Criterion, Particular, Source, Stage
from salesfloor.floor.particulars.commands.particulars import write_down
from salesfloor.floor.particulars.models import Need, Particulars
from salesfloor.floor.particulars.queries import (
    NeedFacts,
    Sheet,
    liked_tags,
    marked_interests,
    need_of,
    sheet,
    tells_negotiating,
    tells_paid,
)
from salesfloor.floor.particulars.wishes import form_of as need_form

__all__ = [
    "Criterion",
    "Need",
    "NeedFacts",
    "Particular",
    "Particulars",
    "Sheet",
    "Source",
    "Stage",
    "liked_tags",
    "marked_interests",
    "need_form",
    "need_of",
    "sheet",
    "tells_negotiating",
    "tells_paid",
    "write_down",
]
