"""What other modules may ask of messages."""

from salesfloor.kernel.messages.commands import TOLD, TOLD_EACH, Telling, tell, tell_all, tell_each
from salesfloor.kernel.messages.forgetting import forget_words
from salesfloor.kernel.messages.leaving import AT_ONCE, Leaves
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.messages.queries import Told, as_read, inbox

__all__ = [
    "AT_ONCE",
    "TOLD",
    "TOLD_EACH",
    "Leaves",
    "Message",
    "Telling",
    "Told",
    "as_read",
    "forget_words",
    "inbox",
    "tell",
    "tell_all",
    "tell_each",
]
