"""What is written down about a customer: particulars, need, interests, grade."""

from salesfloor.floor.particulars.commands import grading, interests, needs, particulars

__all__ = ["grading", "interests", "needs", "particulars"]
