"""Who may see which page of messages."""

from typing import Final

from salesfloor.base.posts import ANYONE

INBOX: Final = ANYONE
