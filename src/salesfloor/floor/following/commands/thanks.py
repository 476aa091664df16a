"""Thanking somebody for a referral (9.6.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.fields import Phone
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.texts import RequiredLine
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following import rules
from salesfloor.floor.following.models import Thanks
from salesfloor.floor.following.queries.referrals import is_thanks_due
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

CLAUSE: Final = "9.6.1.3"
DUE: Final = "thanks_due"


class Thanked(Answer):
    """The thanks are on record."""

    thanked: bool


@command(
    "thank",
    may=ANYONE,
    word=phrase("Note the thanks"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("Thanks given for {phone}: {how}")),
    done=phrase("Noted."),
)
def thank(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    how: Annotated[RequiredLine, Label("How they were thanked")],
) -> Thanked:
    """Note that the referrer of a new customer was thanked, and how (9.6.1.3).

    :raises Refused: 3.4.3.5 unless by the new customer's owner or a manager; `input` where no thanks
        are due.
    """
    tie = reception.tie(actor, at, phone)
    tie.must_be(reception.Part.OWNER, reception.Part.MANAGER, also=CLAUSE)
    rules.may_thank(is_due=is_thanks_due(tie.site_id, tie.phone)).enforce()
    Thanks.objects.create(site_id=tie.site_id, phone=tie.phone, how=how, at=at, by=actor.code)
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    subject = f"customer:{customer_id}"
    work.settle(kind=DUE, subject=subject, site_id=tie.site_id, at=at)
    registers.record(actor=actor, at=at, body={}, personal={"phone": tie.phone, "how": how})
    cite(CLAUSE)
    about(subject)
    return Thanked(thanked=True)
