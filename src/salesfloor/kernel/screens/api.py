"""What other modules may ask of screens."""

from salesfloor.kernel.screens.models import Screen
from salesfloor.kernel.screens.queries import connect, note_seen, screen_with, sites_shown_by

__all__ = ["Screen", "connect", "note_seen", "screen_with", "sites_shown_by"]
