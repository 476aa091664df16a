"""What other modules may ask of people."""

from salesfloor.kernel.people.accounts import accounts_present
from salesfloor.kernel.people.commands import dismiss
from salesfloor.kernel.people.commands.sites import SITE_OPENED
from salesfloor.kernel.people.commands.staffing import JOINED, PostName, take_on
from salesfloor.kernel.people.judging import (
    DIRECTOR_S,
    Bench,
    may_appeal,
    may_judge,
    may_rule,
)
from salesfloor.kernel.people.ladder import Ladder, Rung, ladder
from salesfloor.kernel.people.models import Account, Site, Staff, Team, Token
from salesfloor.kernel.people.opened import go_on_after_opening, open_with
from salesfloor.kernel.people.panels import PersonPanel, add_to_person
from salesfloor.kernel.people.pins import check_pin
from salesfloor.kernel.people.presence import is_present, last_of_present_days, use_leave
from salesfloor.kernel.people.queries import (
    actor_by_code,
    actor_by_token,
    actor_of,
    choices_of,
    codes_of,
    lent_to,
    lock_people,
    on_loan_until,
    people_to_choose,
    person_here,
    running_loan,
    site_by_code,
    site_of,
    staff_by_code,
    team_named,
    working_at,
)
from salesfloor.kernel.people.rules import may_let_in
from salesfloor.kernel.people.standing import height_of, is_above, seen_by, somebody_above, team_at
from salesfloor.kernel.people.teams import PlaceHistory, TeamHistory, ever_at, team_names_of
from salesfloor.kernel.people.tries import TOO_OFTEN, Try, forget_tries, take_try

__all__ = [
    "DIRECTOR_S",
    "JOINED",
    "SITE_OPENED",
    "TOO_OFTEN",
    "Account",
    "Bench",
    "Ladder",
    "PersonPanel",
    "PlaceHistory",
    "PostName",
    "Rung",
    "Site",
    "Staff",
    "Team",
    "TeamHistory",
    "Token",
    "Try",
    "accounts_present",
    "actor_by_code",
    "actor_by_token",
    "actor_of",
    "add_to_person",
    "check_pin",
    "choices_of",
    "codes_of",
    "dismiss",
    "ever_at",
    "forget_tries",
    "go_on_after_opening",
    "height_of",
    "is_above",
    "is_present",
    "ladder",
    "last_of_present_days",
    "lent_to",
    "lock_people",
    "may_appeal",
    "may_judge",
    "may_let_in",
    "may_rule",
    "on_loan_until",
    "open_with",
    "people_to_choose",
    "person_here",
    "running_loan",
    "seen_by",
    "site_by_code",
    "site_of",
    "somebody_above",
    "staff_by_code",
    "take_on",
    "take_try",
    "team_at",
    "team_named",
    "team_names_of",
    "use_leave",
    "working_at",
]
