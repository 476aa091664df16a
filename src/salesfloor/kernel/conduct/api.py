"""What other modules may ask of conduct."""

from salesfloor.kernel.conduct.fining import Fined, Mistakes, fine
from salesfloor.kernel.conduct.guards import guard
from salesfloor.kernel.conduct.items import item_of
from salesfloor.kernel.conduct.matters import let_appeal
from salesfloor.kernel.conduct.models import FormKind, Record, State
from salesfloor.kernel.conduct.recording import Matter, commend, end_records, put_on_record

__all__ = [
    "Fined",
    "FormKind",
    "Matter",
    "Mistakes",
    "Record",
    "State",
    "commend",
    "end_records",
    "fine",
    "guard",
    "item_of",
    "let_appeal",
    "put_on_record",
]
