"""What other modules may ask of messages."""

from salesfloor.kernel.messages.commands import tell, tell_all
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.messages.queries import Told, inbox, told

__all__ = ["Message", "Told", "inbox", "tell", "tell_all", "told"]
