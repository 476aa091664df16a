"""The stages of a deal as they are finished one after another (7.1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import cite
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.deals.choices import Stage
from salesfloor.floor.deals.models import StageDone
from salesfloor.floor.deals.rules import stages as rules
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import date, datetime

    from salesfloor.base.commands import SiteActor
    from salesfloor.floor.deals.models import Deal

CLAUSE: Final = "7.1.4"
OVERDUE: Final = "stage_overdue"
WORK: Final = "stage"
UNSIGNED: Final = "agreement_overdue"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a stage that is finished: its day, its documents, a note."""

    on: date
    documents: tuple[str, ...] = ()
    note: str = ""


def finish(
    deal: Deal, stage: Stage, *, actor: SiteActor, at: datetime, told: Told | None = None
) -> None:
    """Finish the next stage of a locked deal; the one after it is due by the house's days."""
    told = told or Told(day_of(at))
    StageDone.objects.create(
        deal=deal,
        stage=stage,
        on=told.on,
        at=at,
        by=actor.code,
        staff_id=actor.staff_id,
        documents=list(told.documents),
        note=told.note,
    )
    if stage is Stage.SUBSCRIPTION:
        deadlines.settle(UNSIGNED, subject=deal.pk, at=at)
        subject = f"deal:{deal.number}"
        work.settle(kind=UNSIGNED, subject=subject, site_id=deal.site_id, at=at)
    following = rules.after(stage, deal.payment)
    cite(CLAUSE)
    if following is None:
        return
    days = rulebook.policies(deal.site_id, at)[f"stage.{following.value}_days"]
    deal.next_stage = following
    deal.save(update_fields=["next_stage"])
    make_due(deal, told.on + timedelta(days=days) if days else None, at)


def make_due(deal: Deal, on: date | None, at: datetime) -> None:
    """Set the day by which a deal's next stage is due, or none; its owner has it on the list."""
    deal.next_due_on = on
    deal.save(update_fields=["next_due_on"])
    subject = f"deal:{deal.number}"
    work.settle(kind=WORK, subject=subject, site_id=deal.site_id, at=at)
    work.owe(
        kind=WORK,
        subject=subject,
        site_id=deal.site_id,
        clause=CLAUSE,
        sentence=phrase(
            "Unit {unit}: {stage} comes next.", unit=deal.unit, stage=Stage(deal.next_stage).label
        ),
        at=at,
        due_at=end_of(on) if on else None,
        staff_ids=[deal.owner_id] if deal.owner_id else [],
        posts=() if deal.owner_id else (Post.MANAGER,),
    )
    if on is None:
        deadlines.settle(OVERDUE, subject=deal.pk, at=at)
    else:
        deadlines.set_due(OVERDUE, subject=deal.pk, site_id=deal.site_id, due_at=end_of(on))


def undo(deal: Deal, stage: Stage, *, at: datetime) -> None:
    """Take back that a stage is done, and what is due after it."""
    StageDone.objects.filter(deal=deal, stage=stage, undone_at=None).update(undone_at=at)
    deadlines.settle(OVERDUE, subject=deal.pk, at=at)
    work.settle(kind=WORK, subject=f"deal:{deal.number}", site_id=deal.site_id, at=at)
