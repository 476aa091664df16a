"""What other modules may ask of the floor."""

from salesfloor.floor.reception.choices import NoDealReason
from salesfloor.floor.reception.commands.day import open_floor
from salesfloor.floor.reception.commands.late import end_late_days
from salesfloor.floor.reception.commands.notes import ARRIVED
from salesfloor.floor.reception.commands.old_registers import OldReception
from salesfloor.floor.reception.commands.old_registers import number as number_old
from salesfloor.floor.reception.commands.old_registers import write as write_old
from salesfloor.floor.reception.commands.presence import SIGNED_IN
from salesfloor.floor.reception.models import Assistant, Duty, LostTurn, Reception
from salesfloor.floor.reception.parting import goes_on_with
from salesfloor.floor.reception.pictures import hours_picture
from salesfloor.floor.reception.queries.board import Board, Standing, board_of
from salesfloor.floor.reception.queries.coming import is_at_the_door, signed_in_between
from salesfloor.floor.reception.queries.courtesy import courtesy_on
from salesfloor.floor.reception.queries.expected import tells_expected
from salesfloor.floor.reception.queries.floor import floor_at
from salesfloor.floor.reception.queries.mine import Mine, my_floor
from salesfloor.floor.reception.queries.receptions import is_in
from salesfloor.floor.reception.queries.reports import GreetingTable, PersonRow, by_person, greeting
from salesfloor.floor.reception.queries.said import SaidInReceptions, said_in_receptions
from salesfloor.floor.reception.queries.talks import (
    FirstGrade,
    Talk,
    first_grades,
    open_talks,
    talk_named,
)
from salesfloor.floor.reception.queries.ties import (
    Tie,
    customer_of,
    has_visited,
    is_receiving,
    leads,
    phones_received,
    received_since,
    reception_of,
    tie,
    tie_to,
)
from salesfloor.floor.reception.queries.today import day_figures, kept_floor, uncovered_minutes
from salesfloor.floor.reception.rules.rotation import Floor as Rotation
from salesfloor.floor.reception.rules.rotation import from_json as rotation_from
from salesfloor.floor.reception.rules.ties import Part
from salesfloor.floor.reception.views.parts import form_about

__all__ = [
    "ARRIVED",
    "SIGNED_IN",
    "Assistant",
    "Board",
    "Duty",
    "FirstGrade",
    "GreetingTable",
    "LostTurn",
    "Mine",
    "NoDealReason",
    "OldReception",
    "Part",
    "PersonRow",
    "Reception",
    "Rotation",
    "SaidInReceptions",
    "Standing",
    "Talk",
    "Tie",
    "board_of",
    "by_person",
    "courtesy_on",
    "customer_of",
    "day_figures",
    "end_late_days",
    "first_grades",
    "floor_at",
    "form_about",
    "goes_on_with",
    "greeting",
    "has_visited",
    "hours_picture",
    "is_at_the_door",
    "is_in",
    "is_receiving",
    "kept_floor",
    "leads",
    "my_floor",
    "number_old",
    "open_floor",
    "open_talks",
    "phones_received",
    "received_since",
    "reception_of",
    "rotation_from",
    "said_in_receptions",
    "signed_in_between",
    "talk_named",
    "tells_expected",
    "tie",
    "tie_to",
    "uncovered_minutes",
    "write_old",
]
