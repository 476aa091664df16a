"""The papers of a site: how long each is good."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from django.db.models import F

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.subjects import subjects_of
from salesfloor.base.texts import Code
from salesfloor.kernel.licences.blocks import clauses_of_subjects
from salesfloor.kernel.licences.models import Paper, PaperKind, PaperState
from salesfloor.kernel.licences.recording import WARN_BEFORE, standing
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase

READERS = MANAGERS | {Post.SALESPERSON, Post.LEAD, Post.ADMIN, Post.QUALITY}


class PaperTold(Answer):
    """A paper as it stands today."""

    subject: str
    kind: PaperKind
    number: str
    valid_until: date | None
    days_left: int | None
    state: PaperState


class PapersTold(Answer):
    """The papers, soonest to end first."""

    papers: list[PaperTold]


@question("papers", may=READERS, word=phrase("Licences"), clauses=("2.1.1",))
def papers(
    *,
    actor: StaffActor,
    at: datetime,
    subject: Annotated[Code, Label("Whose"), Reference("paper_subject")] | None = None,
    state: Annotated[PaperState, Label("State")] | None = None,
) -> PapersTold:
    """Return the current papers of the site, soonest to end first; those without an end come last."""
    rows = Paper.objects.filter(site_id=actor.site_id, replaced_at=None, recorded_at__lte=at)
    if subject is not None:
        rows = rows.filter(subject=subject)
    warn_before = rulebook.policies(actor.site_id, at)[WARN_BEFORE]
    told = []
    for row in rows.order_by(F("valid_until").asc(nulls_last=True), "subject", "kind"):
        now = standing(row.valid_until, at, warn_before)
        if state is None or now.state is state:
            told.append(
                PaperTold(
                    subject=row.subject,
                    kind=PaperKind(row.kind),
                    number=row.number,
                    valid_until=row.valid_until,
                    days_left=now.days_left,
                    state=now.state,
                )
            )
    return PapersTold(papers=told)


def has_valid(site_id: int, subject: str, kind: str, at: datetime) -> bool:
    """Tell whether the subject has a paper of that kind that is good on the day of the moment."""
    current = Paper.objects.filter(
        site_id=site_id, subject=subject, kind=kind, replaced_at=None, recorded_at__lte=at
    )
    return current.exclude(valid_until__lt=day_of(at)).exclude(valid_from__gt=day_of(at)).exists()


def subjects_with_papers(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return whose papers can be recorded, for a select box."""
    site_id = actor.site_id or 0
    kinds = clauses_of_subjects()
    return [(one.code, one.name) for kind in kinds for one in subjects_of(kind, site_id, at)]
