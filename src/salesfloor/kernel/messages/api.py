"""What other modules may ask of messages."""

from salesfloor.kernel.messages.commands import tell
from salesfloor.kernel.messages.models import Message

__all__ = ["Message", "tell"]
