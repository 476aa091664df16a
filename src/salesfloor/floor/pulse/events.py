"""The evening round by the clock: asked, reminded, closed, at the team's and the centre's times (4.2.1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from salesfloor.base.china_time import end_of
from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.floor.pulse import asking
from salesfloor.floor.pulse.evening import DUTY, Evening
from salesfloor.floor.pulse.models import Level
from salesfloor.kernel.asks import api as asks
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry

_OPENING = deadlines.Phase.OPENING
_WINDOWS = ("pulse.team_at", "pulse.centre_at")


def _evening(day: duties.SiteDay, at: datetime) -> Evening | None:
    evening = Evening(day.site, day.day, at)
    return evening if evening.has_round else None


def _is_too_late(day: duties.SiteDay, at: datetime) -> bool:
    """Tell whether a question could not leave in its time: the server was down (4.2.1.3)."""
    minutes = day.value("pulse.skip_after_minutes")
    return deadlines.lateness(at) >= timedelta(minutes=minutes)


@duties.daily("pulse_asked_1_team", word=phrase("The evening round is asked for"), duty=DUTY, phase=_OPENING,
              clock=lambda day: day.clock("pulse.team_at"))  # fmt: skip
def ask_teams(day: duties.SiteDay, at: datetime) -> None:
    """Ask each team's people."""
    if evening := _evening(day, at):
        if _is_too_late(day, at):
            asking.skip(evening, Level.TEAM)
        else:
            asking.ask_teams(evening)


@duties.daily("pulse_reminded_1_team", word=phrase("Who is missing in the evening round is reminded"), duty=DUTY,
              clock=lambda day: day.clock("pulse.team_at", plus="pulse.remind_after_minutes"))  # fmt: skip
def remind_teams(day: duties.SiteDay, at: datetime) -> None:
    """Remind each team's people who are missing."""
    if evening := _evening(day, at):
        asking.remind(evening, Level.TEAM)


@duties.daily("pulse_closed_1_team", word=phrase("The evening round closes"), duty=DUTY,
              clock=lambda day: day.clock("pulse.team_at", plus="pulse.reply_within_minutes"))  # fmt: skip
def close_teams(day: duties.SiteDay, at: datetime) -> None:
    """Close each team's round."""
    if evening := _evening(day, at):
        asking.close(evening, Level.TEAM)


@duties.daily("pulse_asked_2_centre", word=phrase("The evening round of the centre is asked for"), duty=DUTY, phase=_OPENING,
              clock=lambda day: day.clock("pulse.centre_at"))  # fmt: skip
def ask_centre(day: duties.SiteDay, at: datetime) -> None:
    """Ask who leads the teams."""
    if evening := _evening(day, at):
        if _is_too_late(day, at):
            asking.skip(evening, Level.CENTRE)
        else:
            asking.ask_centre(evening)


@duties.daily("pulse_reminded_2_centre", word=phrase("Teams missing in the evening round are reminded"), duty=DUTY,
              clock=lambda day: day.clock("pulse.centre_at", plus="pulse.remind_after_minutes"))  # fmt: skip
def remind_centre(day: duties.SiteDay, at: datetime) -> None:
    """Remind the leads who are missing."""
    if evening := _evening(day, at):
        asking.remind(evening, Level.CENTRE)


@duties.daily("pulse_closed_2_centre", word=phrase("The evening round of the centre closes"), duty=DUTY,
              clock=lambda day: day.clock("pulse.centre_at", plus="pulse.reply_within_minutes"))  # fmt: skip
def close_centre(day: duties.SiteDay, at: datetime) -> None:
    """Close the centre's round."""
    if evening := _evening(day, at):
        asking.close(evening, Level.CENTRE)


@duties.daily(
    "pulse_day_over",
    word=phrase("The day of the evening round is over"),
    duty=DUTY,
    clock=lambda day: end_of(day.day),
)
def end_the_day(day: duties.SiteDay, at: datetime) -> None:
    """Take what was not answered off the lists when the day is over."""
    asks.close(asking.KIND, asking.subject_of(day.day), site_id=day.site.pk, at=at)
    for name in people.team_names_of(day.site.pk).values():
        subject = asking.team_subject_of(day.day, name)
        asks.close(asking.TEAM_KIND, subject, site_id=day.site.pk, at=at)


@on(rulebook.POLICY_SET)
def ends_before_midnight(entry: Entry) -> None:
    """Refuse a policy by which the window of a round would end after the day.

    :raises Refused: `input`.
    """
    if not str(entry.body["policy"]).startswith("pulse."):
        return
    site = people.Site.objects.get(pk=entry.site_id)
    for first, _ in rulebook.values_ahead(site.pk, entry.body["policy"], entry.at):
        day = duties.SiteDay(site, first, entry.at)
        for name in _WINDOWS:
            if day.clock(name, plus="pulse.reply_within_minutes") > end_of(first):
                raise bad_input(phrase("The window of the round would end after midnight."))
