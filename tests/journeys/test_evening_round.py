"""The evening round on three phones: one answers in the app, one by a link, one misses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test import override_settings
from playwright.sync_api import expect

from salesfloor.base.china_time import end_of, local
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.outgoing.api import send_waiting
from salesfloor.kernel.outgoing.tests.standing_in import SECRET, Service, standing_in
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor
from tests.journeys.house import PASSWORD
from tests.journeys.person import CHINESE, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_django.live_server_helper import LiveServer

    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = [pytest.mark.journeys, pytest.mark.django_db(transaction=True)]
CAST = {"manager": "manager", "lead": "lead"} | dict.fromkeys("abc", "salesperson")


@dataclass
class Centre:
    """A centre of bank cards whose round is asked about now."""

    url: str
    floor: Floor
    service: Service
    closes: datetime

    def look(self, at: datetime) -> None:
        """Let happen what is due, and what waits leave."""
        self.floor.happenings += deadlines.run_due(at)
        send_waiting(lambda: at)

    def link_to(self, phone: str) -> str:
        """Return the link in the SMS that somebody got."""
        [text] = [one for one in self.service.said if one.startswith(phone)]
        return text[text.index(self.url) :]


@pytest.fixture(scope="module", autouse=True)
def beside_the_browser() -> Iterator[None]:
    """Let the database be asked beside the browser's loop; let the server's threads keep no connection."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        patch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
        yield


@pytest.fixture
def centre(beside_the_browser: None, live_server: LiveServer) -> Iterator[Centre]:
    """Return the centre, opened yesterday; its people want copies by SMS."""
    now = local(datetime.now(UTC)).replace(second=0, microsecond=0)
    begins = max(now - timedelta(minutes=1), now.replace(hour=0, minute=0))
    minutes = max(1, min(30, int((end_of(now.date()) - begins).total_seconds() // 60) - 1))
    policy = {
        "floor.duties": ["pulse"],
        "target.measure": "complete",
        "pulse.team_at": f"{begins:%H:%M}",
        "pulse.centre_at": f"{begins:%H:%M}",
        "pulse.reply_within_minutes": minutes,
        "message.quiet_from": "00:00",
        "message.quiet_until": "00:00",
    }
    floor = Floor(day=now.date() - timedelta(days=1), cast=CAST, trade="bank_cards", policy=policy)
    for code in CAST:
        account = people.Account(username=code, staff=people.staff_by_code(code))
        account.set_password(PASSWORD)
        account.save()
    with (
        standing_in() as service,
        override_settings(
            OUTGOING_ALLOW=frozenset({f"127.0.0.1:{service.port}"}), ADDRESS=live_server.url
        ),
    ):
        floor.give("set_channel", by="manager", way="sms_gateway", name="SMS", secret=SECRET,
                   address=service.at("/sms"))  # fmt: skip
        for number, code in enumerate("abc"):
            floor.give("reach_me", by=code, reach="sms", address=f"1380013800{number}")
        centre = Centre(live_server.url, floor, service, begins + timedelta(minutes=minutes))
        centre.look(datetime.now(UTC))
        yield centre


def answers(phone: Person, *figures: int) -> None:
    """Fill in the three figures."""
    for name, figure in zip(("complete", "incomplete", "tomorrow"), figures, strict=True):
        phone.page.locator(f"[name='{name}']").first.fill(str(figure))


def test_two_answer_and_one_misses(centre: Centre, seat: Seat, tmp_path: Path) -> None:
    in_the_app = seat(centre, "a", size=PHONE, language=CHINESE).goes("/round/")
    in_the_app.page.screenshot(path=tmp_path / "app.png", full_page=True)
    answers(in_the_app, 3, 1, 4)
    in_the_app.button("Answer the evening round").click()
    expect(in_the_app.page.locator("dl.figures").first).to_contain_text("3")

    by_link = seat(centre, size=PHONE)
    link = centre.link_to("13800138001")
    by_link.goes(link)
    expect(by_link.page.locator("body")).to_contain_text("B")
    expect(by_link.page.get_by_role("navigation")).to_have_count(0)
    expect(by_link.page.locator("[name='who']")).to_be_hidden()
    assert by_link.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    by_link.page.screenshot(path=tmp_path / "link.png", full_page=True)
    by_link.page.request.head(link)
    assert by_link.page.request.get(link).ok  # a crawler that fetches the link leaves it as it was
    answers(by_link, 1, 0, 5)
    by_link.page.locator("[data-step='1'], button:has-text('+')").first.click()
    expect(by_link.page.locator("[name='complete']").first).to_have_value("2")
    by_link.button("Answer the evening round").click()
    expect(by_link.page.get_by_role("heading")).to_be_visible()
    by_link.forgiven.append("410")
    by_link.page.goto(link)
    expect(by_link.page.get_by_role("heading")).to_have_text(
        by_link.word("This was answered already; a link works once.")
    )
    by_link.page.screenshot(path=tmp_path / "over.png", full_page=True)

    centre.look(centre.closes)
    [closed] = [
        one
        for one in centre.floor.happenings
        if one.name == "pulse_closed" and one.fields["level"] == "team"
    ]
    assert (closed.fields["answered"], closed.fields["missing"]) == (2, ["c"])

    lead = seat(centre, "lead", size=PHONE, language=CHINESE).goes("/round/")
    expect(lead.page.locator("ul.rows li").filter(has_text="C")).to_contain_text(
        lead.word("no answer yet")
    )
    expect(lead.page.locator("dl.figures").first).to_contain_text("5")
    assert lead.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    lead.page.screenshot(path=tmp_path / "lead.png", full_page=True)
