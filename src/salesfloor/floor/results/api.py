"""What other modules may ask of results."""

from salesfloor.floor.results.choices import FIGURES, FLOORS, SAID, WORDS, Measure, Source
from salesfloor.floor.results.crediting import divided, settle
from salesfloor.floor.results.files import AGES, FilesOfTeam, files_of_teams
from salesfloor.floor.results.models import Answered, Counted
from salesfloor.floor.results.queries import DayDone, as_answer, done_on
from salesfloor.floor.results.saying import counted, held, one_at_a_time, said_last, say
from salesfloor.floor.results.sight import (
    MEMBERS,
    SELLERS,
    Sight,
    members_of,
    not_yours,
    sight_of,
    staff_actor,
    team_here,
    team_led_by,
)
from salesfloor.floor.results.tally import Part, Tally, tally

__all__ = [
    "AGES",
    "FIGURES",
    "FLOORS",
    "MEMBERS",
    "SAID",
    "SELLERS",
    "WORDS",
    "Answered",
    "Counted",
    "DayDone",
    "FilesOfTeam",
    "Measure",
    "Part",
    "Sight",
    "Source",
    "Tally",
    "as_answer",
    "counted",
    "divided",
    "done_on",
    "files_of_teams",
    "held",
    "members_of",
    "not_yours",
    "one_at_a_time",
    "said_last",
    "say",
    "settle",
    "sight_of",
    "staff_actor",
    "tally",
    "team_here",
    "team_led_by",
]
