"""What other modules may ask of exports."""

from salesfloor.floor.exports.choices import What
from salesfloor.floor.exports.queries import holding, lists_holding
from salesfloor.floor.exports.sources import Source, export_source

__all__ = ["Source", "What", "export_source", "holding", "lists_holding"]
