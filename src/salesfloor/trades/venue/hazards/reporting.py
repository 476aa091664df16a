"""The report of a hazard: owed from the finding on, escalating until somebody gives it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.lines import line, on
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.subjects import name_of
from salesfloor.kernel.escalations import api as escalations
from salesfloor.kernel.escalations.api import Matter
from salesfloor.kernel.findings.api import kinds
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work
from salesfloor.trades.venue.hazards.models import Hazard, Report

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor
    from salesfloor.base.lines import Entry

CLAUSE: Final = "2.1.6"
KIND: Final = "hazard"
UNREPORTED: Final = "hazard_unreported"
TO_REPORT: Final = "hazard_to_report"
REPORTERS: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.MANAGER})


def _minutes(site_id: int, subject: int, at: datetime) -> timedelta:
    del subject
    return timedelta(minutes=rulebook.policies(site_id, at)["hazard.report_within_minutes"])


def _matter(pk: int) -> Matter:
    hazard = Hazard.objects.get(pk=pk)
    return Matter(
        clause=CLAUSE,
        sentence=phrase("Hazard {finding} is not reported yet.", finding=hazard.number),
        about=path_of(hazard),
        facts={"finding": hazard.number},
    )


escalations.declare(
    escalations.Kind(
        line=line(
            UNREPORTED,
            "progress",
            phrase("Hazard {finding} is not reported, level {level}: {told} are told"),
            facts={"finding": int, "level": int, "told": list},
        ),
        matter=_matter,
        every=_minutes,
    )
)


@on("finding")
def owe_report(entry: Entry) -> None:
    """Owe the report of a hazard that was found, by whatever command; the managers see it at once."""
    if entry.body["kind"] != KIND:
        return
    post = Post(entry.actor.post)
    hazard = Hazard.objects.create(
        site_id=entry.site_id,
        number=entry.register_no,
        grade=entry.body["grade"],
        finder=entry.actor.code,
        finder_post=post,
        found_at=entry.at,
        report_by=entry.at + _minutes(entry.site_id, 0, entry.at),
    )
    escalations.start(
        UNREPORTED,
        hazard.pk,
        site_id=hazard.site_id,
        due_at=hazard.report_by,
        above=post if post in MANAGERS else None,
    )
    text = entry.personal.get("text", "")
    places = kinds()[KIND].block.subjects
    place = name_of(places, entry.site_id, entry.body["subject"], entry.at)
    sentence = phrase("Hazard at {place}: {text}", place=place, text=text)
    managers = people.ladder(entry.site_id, entry.at).of(Post.MANAGER)
    messages.tell_all(
        managers,
        site_id=entry.site_id,
        at=entry.at,
        clause=CLAUSE,
        sentence=sentence,
        subject=path_of(hazard),
    )
    work.owe(
        kind=TO_REPORT,
        subject=path_of(hazard),
        site_id=entry.site_id,
        clause=CLAUSE,
        sentence=phrase("Report the hazard: {text}", text=text),
        at=entry.at,
        due_at=hazard.report_by,
        posts=REPORTERS,
    )


@on("strike")
def take_away(entry: Entry) -> None:
    """Owe no report of a hazard whose line is struck."""
    if entry.register != "finding":
        return
    rows = Hazard.objects.filter(site_id=entry.site_id, number=entry.body["register_no"])
    for hazard in rows.select_for_update():
        _settle(hazard, entry.at)


def report(
    hazard: Hazard, *, to: str, actor: Actor, at: datetime, how: str = "", note: str = ""
) -> None:
    """Write a report down; the first one stops the escalation."""
    Report.objects.create(hazard=hazard, at=at, by=actor.code, to=to, how=how, note=note)
    if hazard.reported_at is None:
        _settle(hazard, at)
        hazard.reported_at = at
        hazard.save(update_fields=["reported_at"])


def path_of(hazard: Hazard) -> str:
    """Return how records name a hazard: as its finding."""
    return f"finding:{hazard.number}"


def _settle(hazard: Hazard, at: datetime) -> None:
    escalations.stop(UNREPORTED, hazard.pk, at=at)
    work.settle(kind=TO_REPORT, subject=path_of(hazard), site_id=hazard.site_id, at=at)
