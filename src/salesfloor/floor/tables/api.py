"""What other modules may ask of tables."""

from salesfloor.floor.tables.seats import topic_of
from salesfloor.floor.tables.topics import KINDS, is_there

__all__ = ["KINDS", "is_there", "topic_of"]
