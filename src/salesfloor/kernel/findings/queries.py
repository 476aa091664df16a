"""Reading findings: by number, by what is open, with the levels they escalated to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from django.db.models import Count, IntegerField, Subquery
from django.db.models.functions import Coalesce

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import bilingual, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.subjects import subjects_of
from salesfloor.base.texts import Code
from salesfloor.kernel.escalations import api as escalations
from salesfloor.kernel.findings.kinds import by_hand, kinds
from salesfloor.kernel.findings.models import Finding, Status
from salesfloor.kernel.findings.raising import OVERDUE

if TYPE_CHECKING:
    from django.db.models import OuterRef

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase

READERS: Final = MANAGERS | {Post.SALESPERSON, Post.LEAD, Post.ADMIN}


class FindingLine(Answer):
    """A finding in a list."""

    finding: int
    kind: str
    subject: str
    grade: str
    status: Status
    raised_at: Instant
    fix_by: Instant
    overdue_levels: int
    rechecks: int


class Findings(Answer):
    """Findings by number."""

    findings: list[FindingLine]


@question("findings", may=READERS, word=phrase("Findings"))
def findings(
    *,
    actor: SiteActor,
    at: datetime,
    kind: Annotated[Code, Label("Kind"), Reference("finding_kind")] | None = None,
    subject: Annotated[Code, Label("What or where"), Reference("finding_subject")] | None = None,
    status: Annotated[Status, Label("Status")] | None = None,
) -> Findings:
    """Return the site's findings by number; struck ones count nowhere.

    :raises Refused: `input` for an unknown kind.
    """
    if kind is not None and kind not in kinds():
        raise bad_input(phrase("There is no such kind of finding: {kind}.", kind=kind))
    wanted = {"kind": kind, "subject": subject, "status": status}
    given = {name: value for name, value in wanted.items() if value is not None}
    rows = list(
        Finding.objects.filter(site_id=actor.site_id, struck_at=None, **given).order_by("number")
    )
    levels = escalations.totals(OVERDUE, [row.pk for row in rows], at)
    return Findings(findings=[_line(row, levels.get(row.pk, 0)) for row in rows])


def _line(row: Finding, levels: int) -> FindingLine:
    return FindingLine(
        finding=row.number,
        kind=row.kind,
        subject=row.subject,
        grade=row.grade,
        status=Status(row.status),
        raised_at=row.raised_at,
        fix_by=row.fix_by,
        overdue_levels=levels,
        rechecks=row.rechecks,
    )


def finding_locked(site_id: int, number: int) -> Finding:
    """Return the site's finding of that number, locked to the end of the transaction.

    :raises Refused: `input` where there is none, or it is struck.
    """
    rows = Finding.objects.select_for_update().filter(site_id=site_id, number=number)
    found = rows.filter(struck_at=None).first()
    if found is None:
        raise bad_input(phrase("There is no finding {finding} here.", finding=number))
    return found


def kinds_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the kinds of finding that people report by hand and of whose subjects the site has any."""
    site_id = actor.site_id or 0
    return [
        (kind.code, bilingual(kind.block.en, kind.block.zh))
        for kind in by_hand()
        if any(subjects_of(subject, site_id, at) for subject in kind.block.subjects)
    ]


def subjects_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return what at the site a finding can be about, for a select box."""
    wanted = dict.fromkeys(subject for kind in by_hand() for subject in kind.block.subjects)
    found = [one for kind in wanted for one in subjects_of(kind, actor.site_id or 0, at)]
    return [(one.code, one.name) for one in found]


def open_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the findings that are not closed, for a select box."""
    del at
    rows = Finding.objects.filter(site_id=actor.site_id or 0, struck_at=None)
    still_open = rows.exclude(status=Status.CLOSED).order_by("number")
    return [(str(row.number), f"{row.number} {row.text[:40]}") for row in still_open]


def fixed_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the findings that wait for a re-check by somebody else than who fixed them, for a select box."""
    del at
    rows = Finding.objects.filter(site_id=actor.site_id or 0, struck_at=None, status=Status.FIXED)
    waiting = rows.exclude(fixed_by=actor.code).order_by("number")
    return [(str(row.number), f"{row.number} {row.text[:40]}") for row in waiting]


def unfixed_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the findings that wait to be put right, for a select box."""
    del at
    rows = Finding.objects.filter(site_id=actor.site_id or 0, struck_at=None, status=Status.OPEN)
    return [(str(row.number), f"{row.number} {row.text[:40]}") for row in rows.order_by("number")]


def open_count(site: OuterRef) -> Coalesce:
    """Return how many findings of a site are not closed, as part of a statement about sites."""
    rows = Finding.objects.filter(site_id=site, struck_at=None).exclude(status=Status.CLOSED)
    counted = rows.order_by().values("site_id").annotate(open=Count("pk")).values("open")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def open_numbers(site_id: int) -> list[int]:
    """Return the numbers of the site's findings that are not closed."""
    rows = Finding.objects.filter(site_id=site_id, struck_at=None).exclude(status=Status.CLOSED)
    return list(rows.order_by("number").values_list("number", flat=True))
