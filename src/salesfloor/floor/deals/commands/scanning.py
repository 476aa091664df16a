"""Scans of a signed paper, kept beside it and never in it (3.4.2.5)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS
from salesfloor.floor.deals.commands.reviewing import AgreementNumber, locked_agreement
from salesfloor.floor.deals.rules import agreeing as rules
from salesfloor.kernel.files import api as files
from salesfloor.kernel.registers import api as registers


class ScansAttached(Answer):
    """How many scans stand beside the agreement now."""

    scans: int


@command(
    "attach_scans",
    may=ANYONE,
    word=phrase("Attach scans"),
    clauses=("3.4.2.5",),
    post_clause="3.4.2.5",
    writes=RegisterLine("deals", phrase("Agreement {agreement}: scans are attached")),
    done=phrase("The scans stand beside the agreement."),
)
def attach_scans(
    *,
    actor: StaffActor,
    at: datetime,
    agreement: AgreementNumber,
    scans: Annotated[FileHashes, Field(min_length=1), Label("Scans")],
) -> ScansAttached:
    """Attach scans of the signed paper; the sealed bytes and their hash stay as they are.

    :raises Refused: 3.4.2.5 unless by who has the paper, wrote it or owns the deal, or a manager; `input`
        where there is no such agreement.
    """
    row, deal, _ = locked_agreement(actor.site_id, agreement)
    rules.may_attach(
        is_party=actor.staff_id in {row.holder_id, row.writer_id, deal.owner_id},
        is_manager=actor.post in MANAGERS,
    ).enforce()
    subject = f"agreement:{agreement}"
    files.attach(site_id=actor.site_id, subject=subject, values=scans, at=at, actor=actor)
    registers.record(actor=actor, at=at, body={"agreement": agreement, "scans": scans})
    cite("3.4.2.5")
    about(subject)
    return ScansAttached(scans=len(files.of(actor.site_id, subject)))
