"""A floor with its people, driven through commands only, by the clock of the test."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from salesfloor.base import beforehand
from salesfloor.base.china_time import CHINA
from salesfloor.base.commands import COMMANDS, QUESTIONS, Actor, Answer, Happening, Outcome
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Refused
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.deadlines import running
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Mapping

MONDAY: Final = date(2026, 3, 2)
CAST: Final = {
    "manager": "manager",
    "lead": "lead",
    "a": "salesperson",
    "b": "salesperson",
    "c": "salesperson",
    "d": "salesperson",
    "desk": "desk",
    "finance": "finance",
    "admin": "admin",
    "quality": "quality",
    "director": "director",
}
"""Code and post of everybody on the floor; leads and salespeople are team T1."""
IN_A_TEAM: Final = ("lead", "salesperson")


class Floor:
    """A site, its people by code, and a clock that only moves on.

        floor.give("sign_in", by="a", at="08:40")
        floor.give("visit", by="desk", at="09:05", phone="138 0013 8000")["assigned_to"]
        floor.refusal("sign_out", by="a", at="12:00").clause

    `at` is a time of `floor.day`, or a moment; without it a minute goes by. Before each command
    everything due by then happens, as in a day script. Fields come as scripts write them.
    """

    begins = "08:00"
    """When the clock starts, on the first day."""

    def __init__(
        self,
        code: str = "S1",
        *,
        day: date = MONDAY,
        prefix: str = "",
        cast: Mapping[str, str] = CAST,
        opens: str = "09:00",
        closes: str = "18:00",
        trade: str = "real_estate",
        policy: Mapping[str, Any] | None = None,
    ) -> None:
        """Open the site; everybody's code is `prefix` and the name in the cast."""
        self.code = code
        self.day = day
        self.prefix = prefix
        self.now = self.moment(self.begins)
        self.happenings: list[Happening] = []
        """What happened by itself so far, oldest first."""
        self.runs_due = True
        """Whether what is due happens in time; it may be switched off to see what a late one does."""
        self.site_id: int | None = None
        self.give(
            "site",
            code=code,
            name=f"Sales office {code}",
            trade=trade,
            opens=opens,
            closes=closes,
            policy=dict(policy or {}),
            at=self.now,
        )
        self.site_id = people.site_by_code(code).pk
        for name, post in cast.items():
            team = "T1" if post in IN_A_TEAM else None
            self.give(
                "staff", code=prefix + name, name=name.title(), post=post, team=team, at=self.now
            )

    def moment(self, at: str | datetime) -> datetime:
        """Return a time of the day, such as 09:05 or 09:05:30, as a moment."""
        if isinstance(at, datetime):
            return at
        return datetime.combine(self.day, time.fromisoformat(at), tzinfo=CHINA)

    def days_on(self, days: int = 1) -> None:
        """Go on so many days later."""
        self.day += timedelta(days=days)

    def actor(self, by: str | None) -> Actor:
        """Return the person of that name in the cast as the one who acts here; None sets up."""
        if by is None:
            return Actor("script", Post.OPERATOR, self.site_id)
        actor = people.actor_by_code(self.prefix + by, self.now)
        return Actor(actor.code, actor.post, self.site_id, actor.staff_id, actor.name)

    def give(
        self, do: str, *, by: str | None = None, at: str | datetime | None = None, **fields: Any
    ) -> Answer:
        """Give a command and return its answer; `from_` stands for the field `from`.

        :raises Refused: as the command does.
        """
        self.wait_until(at)
        given = {name.rstrip("_"): value for name, value in fields.items()}
        with consent.taken_as_given():
            outcome = self._given(do, by, given)
        self.happenings += outcome.happenings
        return outcome.answer

    def _given(self, do: str, by: str | None, given: dict[str, Any]) -> Outcome:
        """Give a command; what was due before it happens first, and is told as well."""
        beforehand.use_due(
            lambda site_id, at: self.happenings.extend(running.run_before(site_id, at))
        )
        try:
            return COMMANDS[do].give(actor=self.actor(by), at=self.now, given=given)
        finally:
            beforehand.use_due(running.run_before)

    def refusal(
        self, do: str, *, by: str | None = None, at: str | datetime | None = None, **fields: Any
    ) -> Refused:
        """Give a command that must be refused, and return the refusal."""
        with pytest.raises(Refused) as refused:
            self.give(do, by=by, at=at, **fields)
        return refused.value

    def ask(
        self,
        question: str,
        *,
        by: str | None = None,
        at: str | datetime | None = None,
        **fields: Any,
    ) -> Answer:
        """Ask a question and return its answer."""
        self.wait_until(at)
        return QUESTIONS[question].ask(actor=self.actor(by), at=self.now, given=fields)

    def wait_until(self, at: str | datetime | None) -> None:
        """Let time go by, and happen what falls due."""
        self.now = self.now + timedelta(minutes=1) if at is None else self.moment(at)
        if self.runs_due:
            self.happenings += deadlines.run_due(self.now)

    def sign_in(self, *codes: str, at: str = "08:30") -> None:
        """Sign people in, in that order."""
        for code in codes:
            self.give("sign_in", by=code, at=at)

    def issue_books(self, *codes: str) -> None:
        """Hand each a follow-up book; nobody follows customers up without."""
        for code in codes:
            self.give("issue_book", by="admin", to=self.prefix + code)

    def visit(self, at: str | datetime | None = None, **fields: Any) -> Answer:
        """Register somebody who walked in, at the desk."""
        return self.give("visit", by="desk", at=at, **fields)

    def call(self, at: str | datetime | None = None, **fields: Any) -> Answer:
        """Register somebody who rang, at the desk."""
        return self.give("call", by="desk", at=at, **fields)

    def end(self, ref: str, at: str | datetime | None = None, **fields: Any) -> Answer:
        """End a reception, at the desk; a visitor who bought nothing."""
        given = {"outcome": "not_a_buyer", **fields}
        return self.give("end", by="desk", at=at, ref=ref, **given)

    def owner_of(self, phone: str, at: str | datetime | None = None) -> str | None:
        """Return whose customer the phone is."""
        owner: str | None = self.ask("owner_of", by="manager", at=at, phone=phone)["owner"]
        return owner

    def queue(self, channel: str = "visit") -> list[str]:
        """Return the queue as the board shows it now."""
        queue: list[str] = self.ask("board", by="desk", at=self.now, channel=channel)["queue"]
        return queue
