"""What is done about a customer of a high grade who did not buy (9.5.2.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import ReceptionRef
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.texts import RequiredNote
from salesfloor.floor.following import rules
from salesfloor.floor.following.models import Lost
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

CLAUSE: Final = "9.5.2.3"
WANTED: Final = "remedy_wanted"
PROMISED: Final = "remedy_due"


class RemedySet(Answer):
    """The number of the remedy."""

    remedy: Number


@command(
    "remedy",
    may=MANAGERS,
    word=phrase("Set a remedy"),
    clauses=(CLAUSE,),
    writes=RegisterLine(
        "claims", phrase("Remedy {remedy} for {ref}, by {on}: {what}"), facts={"on": date}
    ),
    done=phrase("The remedy is set."),
)
def remedy(
    *,
    actor: SiteActor,
    at: datetime,
    ref: ReceptionRef,
    what: Annotated[RequiredNote, Label("What is done")],
    on: Annotated[Day, Label("By when")],
) -> RemedySet:
    """Say what is done, and by when, about a customer of a high grade who did not buy (9.5.2.3).

    :raises Refused: `access` unless by a manager; `input` where none is asked for, or for a day gone by.
    """
    rules.may_be_done_by(on, today=day_of(at)).enforce()
    rows = Lost.objects.select_for_update().filter(site_id=actor.site_id, ref=ref, number=None)
    lost = rows.first()
    rules.may_remedy(is_asked_for=lost is not None).enforce()
    assert lost is not None  # noqa: S101 - the rule says so
    lost.number = next_number(actor.site_id, "remedy")
    lost.what, lost.on, lost.set_at, lost.set_by = what, on, at, actor.code
    lost.save()
    subject = f"reception:{ref}"
    work.settle(kind=WANTED, subject=subject, site_id=actor.site_id, at=at)
    work.owe(
        kind=PROMISED,
        subject=subject,
        site_id=actor.site_id,
        clause=CLAUSE,
        sentence=phrase("Remedy {number}: {what}", number=lost.number, what=what),
        at=at,
        due_at=end_of(on),
        posts=[Post.MANAGER],
    )
    registers.record(
        actor=actor,
        at=at,
        body={"remedy": lost.number, "ref": ref, "on": on.isoformat()},
        personal={"what": what},
    )
    cite(CLAUSE)
    about(subject)
    return RemedySet(remedy=lost.number)
