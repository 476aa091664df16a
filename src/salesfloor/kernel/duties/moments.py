"""Moments of a site's day at which duties ask, remind, close and judge by themselves.

A module declares each of its moments once: `@daily("pulse_ask", duty="pulse", clock=…)`. The clock says of a
day when that is; the function runs at it on each day on which the duty is on. One deadline a site and
moment: whichever comes next, set anew whenever a policy of the site changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import at_time, day_of, start_of
from salesfloor.base.happenings import happening
from salesfloor.base.trades import Trade
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties.blocks import POLICY_OF_TRADE
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.base.phrases import Phrase

    Clock = Callable[["SiteDay"], datetime]
    Handle = Callable[["SiteDay", datetime], None]

_AROUND: Final = range(-2, 3)
"""Days on which a moment of a day may lie: the door of a day shuts on the next one."""


@dataclass(frozen=True, slots=True)
class SiteDay:
    """A day of a site with its policies, as they were known at a moment."""

    site: people.Site
    day: date
    known_at: datetime

    @property
    def policy(self) -> rulebook.Policies:
        """Return the values in force on the day."""
        return rulebook.policies_on(self.site.pk, self.day, self.known_at)

    def value(self, name: str) -> Any:  # noqa: ANN401 - each parameter has its own type
        """Return a parameter's value on the day."""
        return self.policy[name]

    def clock(self, name: str, *, plus: str = "") -> datetime:
        """Return the moment of the day that a policy names, so many minutes of another one later."""
        found = at_time(self.day, time.fromisoformat(self.value(name)))
        return found + timedelta(minutes=self.value(plus) if plus else 0)

    def runs(self, duty: str) -> bool:
        """Tell whether a duty is owed on the day: it is on, and the site was there when the day began."""
        is_there = self.site.created_at <= start_of(self.day)
        return is_there and duty in self.policy[POLICY_OF_TRADE[Trade(self.site.trade)]]


@dataclass(frozen=True, slots=True)
class _Moment:
    name: str
    duty: str
    clock: Clock
    handle: Handle

    def judge(self, deadline: deadlines.Deadline, at: datetime) -> None:
        """Let what belongs to this moment happen, and set the next one."""
        site = people.Site.objects.get(pk=deadline.subject)
        for days in _AROUND:
            one = SiteDay(site, day_of(at) + timedelta(days=days), at)
            if self.clock(one) == at and one.runs(self.duty):
                self.handle(one, at)
        if self.duty in _duties_ahead(site, at):
            self.arm(site, at)

    def arm(self, site: people.Site, at: datetime) -> None:
        """Set the next moment of this kind at a site."""
        days = (SiteDay(site, day_of(at) + timedelta(days=days), at) for days in _AROUND)
        due_at = min(moment for moment in map(self.clock, days) if moment > at)
        deadlines.set_due(self.name, subject=site.pk, site_id=site.pk, due_at=due_at)


_MOMENTS: Final[dict[str, _Moment]] = {}


def daily(
    name: str,
    *,
    word: Phrase,
    duty: str,
    clock: Clock,
    phase: deadlines.Phase = deadlines.Phase.CLOSING,
) -> Callable[[Handle], Handle]:
    """Declare the decorated function as what happens at a moment of each day on which a duty is on.

    `word` is what lists call it when it has happened.
    """
    happening(name, word)

    def register(handle: Handle) -> Handle:
        moment = _Moment(name, duty, clock, handle)
        deadlines.declare(deadlines.Handler(name, moment.judge, phase=phase))
        _MOMENTS[name] = moment
        return handle

    return register


def arm(site_id: int, at: datetime) -> None:
    """Set the moments of all duties that a site has, or will have."""
    site = people.Site.objects.get(pk=site_id)
    ahead = _duties_ahead(site, at)
    for moment in _MOMENTS.values():
        if moment.duty in ahead:
            moment.arm(site, at)


def _duties_ahead(site: people.Site, at: datetime) -> set[str]:
    """Return the duties that are on today, or will be by what the site has set."""
    policy = POLICY_OF_TRADE[Trade(site.trade)]
    ahead = rulebook.values_ahead(site.pk, policy, at)
    return {code for _, value in ahead for code in value or ()}
