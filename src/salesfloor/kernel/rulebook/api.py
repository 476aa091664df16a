"""What other modules may ask of the rulebook."""

from salesfloor.kernel.rulebook.blocks import Block, BlockError, blocks, check_blocks, mechanism
from salesfloor.kernel.rulebook.clauses import Parameter, articles, clauses, parameters
from salesfloor.kernel.rulebook.commands import (
    POLICY_SET,
    check_start,
    check_value,
    set_policy,
)
from salesfloor.kernel.rulebook.evidence import act_at
from salesfloor.kernel.rulebook.journal import (
    BOARD_CHANNEL,
    DatabaseJournal,
    database_now,
    on_refused,
)
from salesfloor.kernel.rulebook.offline import check_claimed
from salesfloor.kernel.rulebook.policies import (
    Policies,
    PoliciesAsked,
    days_of_change,
    ever_set,
    listed_since,
    next_change,
    policies,
    policies_on,
    set_from,
    value_on,
    values_ahead,
)
from salesfloor.kernel.rulebook.refusals import RefusedAttempt, refused_attempts, refused_count
from salesfloor.kernel.rulebook.risks import risky
from salesfloor.kernel.rulebook.templatetags.rulebook import text as text_of
from salesfloor.kernel.rulebook.templatetags.rulebook import valued
from salesfloor.kernel.rulebook.words import choice_word, lead_from, name_choices, value_word

__all__ = [
    "BOARD_CHANNEL",
    "POLICY_SET",
    "Block",
    "BlockError",
    "DatabaseJournal",
    "Parameter",
    "Policies",
    "PoliciesAsked",
    "RefusedAttempt",
    "act_at",
    "articles",
    "blocks",
    "check_blocks",
    "check_claimed",
    "check_start",
    "check_value",
    "choice_word",
    "clauses",
    "database_now",
    "days_of_change",
    "ever_set",
    "lead_from",
    "listed_since",
    "mechanism",
    "name_choices",
    "next_change",
    "on_refused",
    "parameters",
    "policies",
    "policies_on",
    "refused_attempts",
    "refused_count",
    "risky",
    "set_from",
    "set_policy",
    "text_of",
    "value_on",
    "value_word",
    "valued",
    "values_ahead",
]
