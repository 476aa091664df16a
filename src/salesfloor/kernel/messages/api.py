"""What other modules may ask of messages."""

from salesfloor.kernel.messages.commands import TOLD, tell, tell_all
from salesfloor.kernel.messages.forgetting import forget_words
from salesfloor.kernel.messages.leaving import AT_ONCE, Leaves
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.messages.queries import Told, as_read, inbox

__all__ = [
    "AT_ONCE",
    "TOLD",
    "Leaves",
    "Message",
    "Told",
    "as_read",
    "forget_words",
    "inbox",
    "tell",
    "tell_all",
]
