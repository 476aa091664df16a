"""The inbox tells people what concerns them, in their language, with names for codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.kernel.messages.api import tell
from salesfloor.kernel.messages.models import Message
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor


def send(floor: Floor, to: str, subject: str = "") -> None:
    tell(
        staff_id=floor.actor(to).staff_id or 0,
        site_id=floor.site_id or 0,
        at=floor.now,
        clause="3.2.4.1",
        sentence=phrase(
            "Your customer {name} {phone} is here; {assigned_to} receives as a courtesy.",
            name="张*",
            phone="138****8000",
            assigned_to=f"{floor.prefix}b",
        ),
        subject=subject,
    )


def test_a_message_is_a_sentence_with_names(floor: Floor) -> None:
    send(floor, "a")
    text = visitor(floor, "a").get("/messages/").content.decode()
    assert "张* 138****8000" in text
    assert "B" in text
    assert 'href="/rulebook/3.2.4.1/"' in text


def test_one_reads_only_the_own_messages(floor: Floor) -> None:
    send(floor, "a")
    assert "138****8000" not in visitor(floor, "b").get("/messages/").content.decode()


def test_what_was_shown_counts_as_read(floor: Floor) -> None:
    send(floor, "a")
    send(floor, "b")
    browser = visitor(floor, "a")
    assert 'class="count">1<' in browser.get("/messages/").content.decode()
    assert piece(browser, "/messages/read/").status_code == 204
    assert 'class="count"' not in browser.get("/messages/").content.decode()
    assert Message.objects.filter(read_at=None).count() == 1


def test_without_scripts_one_comes_back_to_the_inbox(floor: Floor) -> None:
    assert visitor(floor, "a").post("/messages/read/")["Location"] == "/messages/"


def test_a_message_leads_to_what_it_is_about(floor: Floor) -> None:
    send(floor, "a", subject="reception:visit-1")
    assert (
        'href="/receptions/named/visit-1/"'
        in visitor(floor, "a").get("/messages/").content.decode()
    )


def test_long_inboxes_come_in_pages(floor: Floor) -> None:
    for _ in range(51):
        send(floor, "a")
    browser = visitor(floor, "a")
    first = browser.get("/messages/")
    further = browser.get(f"/messages/{first.context['listed'].older}")
    shown = [
        [row for group in page.context["listed"].groups for row in group.rows]
        for page in (first, further)
    ]
    assert [len(rows) for rows in shown] == [50, 1]
