"""What other modules may ask of tables.

`tells_sealed` lets the module of agreements say whose were sealed when.
"""

from salesfloor.floor.tables.queries import tells_sealed
from salesfloor.floor.tables.seats import topic_of

__all__ = ["tells_sealed", "topic_of"]
