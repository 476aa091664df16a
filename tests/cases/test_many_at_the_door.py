"""Hundreds of people missing at nine o'clock, and a playbook of thousands of cards: complete, in bounded statements."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any, Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salesfloor.floor.playbook.choices import CardKind, CardStatus, Step
from salesfloor.floor.playbook.models import Card
from salesfloor.kernel.conduct.models import Record
from salesfloor.kernel.duties.models import Done, Miss
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
PEOPLE: Final = 400
PUNCTUAL: Final = 5
OTHERS: Final = 200
"""Statements that do not grow with the people."""
WITHIN_SECONDS: Final = 30.0
"""In which the list of who missed the door must be complete."""
CARDS: Final = 5_000
OF_A_LIST: Final = 20
OF_A_SEARCH: Final = 15


def _crowd() -> list[str]:
    return [f"p{number:03}" for number in range(PEOPLE)]


def _a_centre_with_a_crowd() -> Floor:
    """Return a centre whose people owe records, written to the tables: joining is not what is measured."""
    cast = {"manager": "manager", "lead": "lead", "a": "salesperson"}
    floor = Floor(trade="bank_cards", cast=cast, policy={"floor.duties": ["hand_in"]})
    pattern = people.staff_by_code("a")
    rows = []
    for code in _crowd():
        row = people.staff_by_code("a")
        row.pk, row._state.adding = None, True
        row.code, row.name = code, code.title()
        rows.append(row)
    people.Staff.objects.bulk_create(rows)
    assert pattern.site_id == floor.site_id
    return floor


@pytest.mark.clause("7.1.10", "missed")
@pytest.mark.case(26)
def test_four_hundred_miss_the_door_completely_and_in_time() -> None:
    floor = _a_centre_with_a_crowd()
    floor.days_on()
    punctual = _crowd()[:PUNCTUAL]
    for code in punctual:
        floor.give("hand_in", by=code, at="17:00", words="Three forms")
    day = floor.day.isoformat()
    floor.days_on()
    floor.wait_until("08:59:59")
    floor.happenings = []
    begins = time.monotonic()
    with CaptureQueriesContext(connection) as statements:
        floor.wait_until("09:00")
    assert time.monotonic() - begins < WITHIN_SECONDS

    missed = [one for one in floor.happenings if one.name == "duty_missed"]
    missing = ["a", *_crowd()[PUNCTUAL:]]
    assert [one.fields["subject"] for one in missed] == missing
    assert [one.fields["conduct"] for one in missed] == [[n + 1] for n in range(len(missing))]
    assert Miss.objects.filter(duty="hand_in", period=day).count() == len(missing)
    assert set(Done.objects.values_list("subject", flat=True)) == set(punctual)
    against = Record.objects.filter(item="hand_in").values_list("staff_id", flat=True)
    assert len(set(against)) == len(missing)
    told = Counter(Message.objects.filter(clause="7.1.10").values_list("staff_id", flat=True))
    assert told[people.staff_by_code("manager").pk] == len(missing)
    assert {told[one] for one in against} == {2}
    lines = sum("register.append" in one["sql"] for one in statements)
    assert 2 * len(missing) <= lines < 2 * len(missing) + 5
    assert len(statements) - lines < OTHERS


def _five_thousand_cards(floor: Floor) -> None:
    facts: dict[str, Any] = {
        "site_id": floor.site_id,
        "version": 1,
        "step": Step.OBJECTION,
        "kind": CardKind.OBJECTION,
        "status": CardStatus.PROVEN,
        "cause": "unsure",
        "method": "cushion",
        "source": "records",
        "written_by": "manager",
        "written_at": floor.now,
    }
    cards = [
        Card(
            **facts,
            code=f"c{number}",
            title=f"问题 {number}",
            wording="您比得很仔细。",
            objection="太贵了，再便宜些" if number % 500 == 0 else f"第 {number} 个顾虑",
        )
        for number in range(CARDS)
    ]
    Card.objects.bulk_create(cards, batch_size=1_000)


def test_five_thousand_cards_are_listed_and_searched_in_few_statements() -> None:
    floor = Floor()
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone="13800138000")
    _five_thousand_cards(floor)

    with CaptureQueriesContext(connection) as statements:
        found = floor.ask("cards_for", by="a", step="objection", ref="v1", words="贵")["cards"]
    assert [one["card"] for one in found] == ["c0", "c1000", "c1500", "c2000", "c2500"]
    assert len(statements) < OF_A_SEARCH

    browser = visitor(floor, "manager")
    for query in ("", "?step=objection&status=proven", "?as=csv"):
        with CaptureQueriesContext(connection) as statements:
            page = browser.get(f"/playbook/{query}")
        assert page.status_code == 200, query
        assert len(statements) < OF_A_LIST, query
