"""What other modules may ask of cases."""

from salesfloor.kernel.cases.kinds import Hooks, Kind, declare, kind_of
from salesfloor.kernel.cases.models import Case, Status
from salesfloor.kernel.cases.opening import Opening, open_case, settle

__all__ = [
    "Case",
    "Hooks",
    "Kind",
    "Opening",
    "Status",
    "declare",
    "kind_of",
    "open_case",
    "settle",
]
