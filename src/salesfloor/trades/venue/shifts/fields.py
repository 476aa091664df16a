"""Fields that several commands of the shifts have."""

from __future__ import annotations

from typing import Annotated, Final

from salesfloor.base.dates import Day, Moment
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.texts import Code
from salesfloor.base.trades import Trade

SERVICE_AREA: Final = frozenset({Trade.SERVICE_AREA})
ShiftCode = Annotated[Code, Label("Shift"), Reference("shift_kind")]
On = Annotated[Day, Label("Day")]
ClaimedAt = Annotated[Moment, Label("Done at", hint=phrase("when it was done without a network"))]
