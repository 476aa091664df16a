"""The question how full a customer's page is (3.4.3.2)."""

from __future__ import annotations

from datetime import datetime

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.fields import Phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.particulars.choices import Particular, Stage
from salesfloor.floor.particulars.queries.facts import sheet
from salesfloor.floor.reception import api as reception


class Completeness(Answer):
    """How full a customer's page is at its stage, and what is missing."""

    stage: Stage
    percent: int
    missing: list[Particular]


@question(
    "completeness",
    may=ANYONE,
    word=phrase("Ask how full a customer's page is"),
    clauses=("3.4.3.2", "3.4.3.5"),
    post_clause="3.4.3.5",
)
def completeness(*, actor: StaffActor, at: datetime, phone: Phone) -> Completeness:
    """Say how full a customer's page is, and what is missing at its stage (3.4.3.2).

    :raises Refused: 3.4.3.5 unless by the owner, the owner's lead, a receiver or a manager.
    """
    tie = reception.tie(actor, at, phone)
    part = reception.Part
    tie.must_be(part.OWNER, part.RECEIVER, part.LEAD, part.MANAGER)
    found = sheet(tie.site_id, tie.phone)
    return Completeness(stage=found.stage, percent=found.percent, missing=list(found.missing))
