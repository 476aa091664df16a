"""The own card: a vCard with folded lines, at an address that nobody guesses (9.2.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from salesfloor.floor.following.queries.card import vcard_of
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from tests.floor_builder import Floor


def test_the_card_is_given_to_whoever_has_its_address(floor: Floor) -> None:
    card = floor.ask("business_card", by="a")
    assert "FN:A\r\n" in card["vcard"]
    answer = Client().get(card["url"])
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/vcard")
    assert answer.content.decode().startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert Client().get(card["url"].replace(".", ".x", 1)).status_code == 404


def test_the_card_has_the_telephone_of_the_site(floor: Floor) -> None:
    told = {"name": "card.telephone", "value": "028-8600 1234", "from": "2026-03-02"}
    floor.give("policy", by="manager", **told)
    assert "TEL;TYPE=work:028-8600 1234\r\n" in floor.ask("business_card", by="a")["vcard"]


def test_long_lines_are_folded(floor: Floor) -> None:
    person = people.Staff.objects.select_related("site").get(code="a")
    person.name = "欧阳" * 30
    lines = vcard_of(person, floor.now).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "".join(line.removeprefix(" ") for line in lines if line.startswith(("FN", " "))) == (
        f"FN:{person.name}"
    )


@pytest.mark.clause("3.4.3.6", "kept")
def test_books_are_called_in_once_when_everything_is_sold(floor: Floor) -> None:
    from salesfloor.base import lines  # noqa: PLC0415 - the occasion is told as the catalogue tells it
    from salesfloor.base.commands import Act, acting  # noqa: PLC0415
    from salesfloor.kernel.work import api as work  # noqa: PLC0415

    floor.issue_books("a", "b")
    told = []
    for _ in range(2):
        with acting(Act("deposit", floor.actor("finance"), floor.now, floor.site_id)) as act:
            lines.tell("no_unit_left", site_id=floor.site_id or 0, at=floor.now)
        told += [one.fields for one in act.happenings if one.name == "sold_out"]
    assert told == [{"books": [1, 2]}]
    assert "book_out" in [one.kind for one in work.items(floor.actor("a"), floor.now)]
    floor.give("return_book", by="admin", book=1)
    assert "book_out" not in [one.kind for one in work.items(floor.actor("a"), floor.now)]
