"""What other modules may ask of conduct."""

from salesfloor.kernel.conduct.appeals import (
    RULED_ON,
    RULINGS,
    facts_of_appeal,
    record_to_rule_on,
    ways_to_rule,
)
from salesfloor.kernel.conduct.fairness import (
    AppealsOfClause,
    ObservationsOf,
    appeals_by_clause,
    observations_by,
)
from salesfloor.kernel.conduct.fining import Fined, Mistakes, appeal_until, fine
from salesfloor.kernel.conduct.forgetting import destroy_words
from salesfloor.kernel.conduct.guards import guard
from salesfloor.kernel.conduct.items import item_of
from salesfloor.kernel.conduct.keeping import forget_at
from salesfloor.kernel.conduct.lists import words_of
from salesfloor.kernel.conduct.matters import let_appeal
from salesfloor.kernel.conduct.models import FormKind, Record, State
from salesfloor.kernel.conduct.recording import (
    Matter,
    commend,
    end_records,
    put_each_on_record,
    put_on_record,
    write_down,
)
from salesfloor.kernel.conduct.replies import takes_replies

__all__ = [
    "RULED_ON",
    "RULINGS",
    "AppealsOfClause",
    "Fined",
    "FormKind",
    "Matter",
    "Mistakes",
    "ObservationsOf",
    "Record",
    "State",
    "appeal_until",
    "appeals_by_clause",
    "commend",
    "destroy_words",
    "end_records",
    "facts_of_appeal",
    "fine",
    "forget_at",
    "guard",
    "item_of",
    "let_appeal",
    "observations_by",
    "put_each_on_record",
    "put_on_record",
    "record_to_rule_on",
    "takes_replies",
    "ways_to_rule",
    "words_of",
    "write_down",
]
