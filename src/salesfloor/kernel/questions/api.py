"""What other modules may ask of questions."""

from salesfloor.kernel.questions.models import Question

__all__ = ["Question"]
