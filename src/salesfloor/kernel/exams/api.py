"""What other modules may ask of examinations."""

from salesfloor.kernel.exams.marks import best_scores, needed_for
from salesfloor.kernel.exams.queries import lacking

__all__ = ["best_scores", "lacking", "needed_for"]
