"""An export whose time is over: nobody takes it any more, and its file is gone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.floor.exports.commands import OVER
from salesfloor.floor.exports.models import Export
from salesfloor.kernel.deadlines import api as deadlines

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.api import Deadline


@deadlines.handler(OVER, word=phrase("An exported file is deleted"), limit=deadlines.Limit.DURATION)
def forget_file(deadline: Deadline, at: datetime) -> None:
    """Let the file go; what is on record stays."""
    del at
    Export.objects.filter(pk=deadline.subject).update(file=None)
