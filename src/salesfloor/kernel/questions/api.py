"""What other modules may ask of questions."""

from salesfloor.kernel.questions.models import Question
from salesfloor.kernel.questions.outcomes import tells_outcome
from salesfloor.kernel.questions.queries import questions_seen_by

__all__ = ["Question", "questions_seen_by", "tells_outcome"]
