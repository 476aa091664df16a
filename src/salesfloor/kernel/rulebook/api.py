"""What other modules may ask of the rulebook."""

from salesfloor.kernel.rulebook.clauses import Parameter, articles, clauses, parameters
from salesfloor.kernel.rulebook.commands import SITE_OPENED, set_policy
from salesfloor.kernel.rulebook.journal import BOARD_CHANNEL, DatabaseJournal, database_now
from salesfloor.kernel.rulebook.policies import Policies, PoliciesAsked, policies
from salesfloor.kernel.rulebook.refusals import RefusedAttempt, refused_attempts

__all__ = [
    "BOARD_CHANNEL",
    "SITE_OPENED",
    "DatabaseJournal",
    "Parameter",
    "Policies",
    "PoliciesAsked",
    "RefusedAttempt",
    "articles",
    "clauses",
    "database_now",
    "parameters",
    "policies",
    "refused_attempts",
    "set_policy",
]
