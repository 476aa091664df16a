"""What other modules may ask of conduct."""

from salesfloor.kernel.conduct.items import item_of
from salesfloor.kernel.conduct.models import Record, State
from salesfloor.kernel.conduct.recording import Matter, commend, end_records, put_on_record

__all__ = ["Matter", "Record", "State", "commend", "end_records", "item_of", "put_on_record"]
