"""The block that declares items of conduct, and appeals that nobody has ruled on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite
from salesfloor.base.phrases import phrase
from salesfloor.kernel.conduct.fining import FINAL, fine_of, make_final
from salesfloor.kernel.conduct.items import ConductBlock, mistake_in
from salesfloor.kernel.conduct.matters import clause_of, said_of
from salesfloor.kernel.conduct.models import Appeal, Fine, State
from salesfloor.kernel.conduct.recording import APPEAL_DUE, settle_appeal
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.api import Deadline

rulebook.mechanism("conduct", ConductBlock, check=mistake_in)
_GRANTED: Final = lines.line(
    "appeal_granted_by_silence",
    "conduct",
    phrase("Appeal about {about} granted: nobody ruled on it in time."),
    facts={"about": str},
)


@deadlines.handler(APPEAL_DUE, word=phrase("An appeal against a fine is granted by silence"))
def grant_by_silence(deadline: Deadline, at: datetime) -> None:
    """Grant an appeal that nobody has ruled on: silence is no ruling against the person."""
    row = Appeal.objects.select_for_update().get(pk=deadline.subject)
    record = row.record
    if row.ruled_at is not None or record.state != State.APPEALED:
        return
    row.ruled_at, row.stands = at, False
    row.save(update_fields=["ruled_at", "stands"])
    settle_appeal(row, at)
    record.state, record.state_at, record.state_by = State.WAIVED, at, "salesfloor"
    record.save(update_fields=["state", "state_at", "state_by"])
    subject = record.name
    actor = deadlines.system_actor(row.site_id)
    registers.write(_GRANTED, actor=actor, at=at, body={"about": subject}, site_id=row.site_id)
    fined = fine_of(record)
    number = clause_of(record)
    cite(number)
    board_changed()
    named = {"fine_no": fined.number} if fined else {"about": subject}
    announce("appeal_granted", number, at=at, **named)
    messages.tell(
        staff_id=record.staff_id,
        site_id=record.site_id,
        at=at,
        clause=number,
        sentence=phrase(
            "Your appeal about {about} is granted: nobody ruled on it in time.",
            about=said_of(record),
        ),
        subject=subject,
    )


@deadlines.handler(FINAL, word=phrase("A fine becomes final"))
def fine_final(deadline: Deadline, at: datetime) -> None:
    """Make a fine final whose time to appeal is over without an appeal (7.1.11, 7.1.14)."""
    row = Fine.objects.select_for_update().get(pk=deadline.subject)
    if row.record.state == State.STANDING:
        make_final(row, at)
