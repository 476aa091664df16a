"""What other modules may ask of the evening round."""

from salesfloor.floor.pulse.evening import Evening, Said

__all__ = ["Evening", "Said"]
