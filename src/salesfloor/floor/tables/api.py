"""What other modules may ask of tables."""

from salesfloor.floor.tables.seats import topic_of

__all__ = ["topic_of"]
