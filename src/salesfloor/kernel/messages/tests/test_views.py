"""The inbox tells people what concerns them, in their language, with names for codes."""

from __future__ import annotations

from salesfloor.base.phrases import phrase
from salesfloor.kernel.messages.api import tell
from salesfloor.kernel.messages.models import Message
from tests.floor_builder import Floor
from tests.visitor import piece, visitor


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


def test_what_is_about_another_site_is_opened_there(floor: Floor) -> None:
    north = Floor("NORTH", day=floor.day, prefix="n-", cast={"manager": "manager"})
    tell(
        staff_id=floor.actor("director").staff_id or 0,
        site_id=north.site_id or 0,
        at=floor.now,
        clause="7.1.11",
        sentence=phrase("Rule on the appeal of {who}.", who="n-manager"),
        subject="conduct:1",
    )
    director = visitor(floor, "director")
    for page in ("/messages/", "/"):
        text = director.get(page).content.decode()
        assert 'href="/conduct/1/"' not in text
        assert f'name="site" value="{north.site_id}">打开' in text
    director.post("/site/", {"site": north.site_id, "next": "/messages/"})
    assert 'href="/conduct/1/"' in director.get("/messages/").content.decode()
