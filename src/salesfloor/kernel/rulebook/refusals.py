"""Attempts that were refused: who tried what, and which clause stood in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.rulebook.models import Evidence
from salesfloor.web.directory import with_names

MOST: Final = 8
NOT_CLAUSES: Final = ("input", "access")


@dataclass(frozen=True, slots=True)
class RefusedAttempt:
    """One refused attempt, in the words in which it was refused."""

    at: datetime
    actor: str
    command: str
    clause: str
    sentence: Phrase


def refused_attempts(
    site_id: int, since: datetime, until: datetime, *, most: int = MOST
) -> list[RefusedAttempt]:
    """Return the latest attempts refused by a clause; mistyped forms are no attempts."""
    rows = _refused(since, until).filter(site_id=site_id)
    found = list(rows.order_by("-at", "-pk")[:most])
    sentences = with_names(phrase(row.sentence, **row.facts) for row in found)
    return [
        RefusedAttempt(
            row.at, row.actor, row.command, row.clauses[0] if row.clauses else "", sentence
        )
        for row, sentence in zip(found, sentences, strict=True)
    ]


def refused_count(site: OuterRef, since: datetime, until: datetime) -> Coalesce:
    """Return how many attempts a clause refused at a site, as part of a statement about sites."""
    grouped = _refused(since, until).filter(site_id=site).order_by().values("site_id")
    counted = grouped.annotate(refused=Count("pk")).values("refused")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _refused(since: datetime, until: datetime) -> QuerySet[Evidence]:
    return Evidence.objects.filter(
        outcome=Evidence.Outcome.REFUSED, at__gte=since, at__lte=until
    ).exclude(clauses__overlap=list(NOT_CLAUSES))
