"""What other modules may ask of the evening round."""

from salesfloor.floor.pulse.counting import InTime, answers_in_time, mondays
from salesfloor.floor.pulse.evening import Evening, Said

__all__ = ["Evening", "InTime", "Said", "answers_in_time", "mondays"]
