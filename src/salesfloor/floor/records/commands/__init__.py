"""What is written down of one's days, weeks and months."""

from salesfloor.floor.records.commands import handing_in, notes, reporting

__all__ = ["handing_in", "notes", "reporting"]
