"""Striking, handing in and handing over, by the people of a floor."""

from __future__ import annotations

import json

import pytest
from django.db import transaction

from salesfloor.base.commands import Actor
from salesfloor.base.posts import Post
from salesfloor.base.refusals import KeyReused, Refused
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.registers.models import Book, Line, Value
from salesfloor.kernel.registers.tests.attacks import as_superuser, do
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> Floor:
    """Return a floor whose volumes have four lines."""
    floor = Floor(policy={"register.lines_per_volume": 4})
    floor.give("sign_in", by="a", at="08:40")
    return floor


def visit(floor: Floor, times: int) -> None:
    for number in range(times):
        floor.give("visit", by="desk", phone=f"1380013{number:04}", name=f"客户{number}")


@pytest.mark.case(77)
@pytest.mark.clause("3.2.3.3", "kept")
def test_a_line_is_struck_once_and_a_strike_never(small: Floor) -> None:
    visit(small, 2)
    assert small.give("strike", by="manager", register="visit", register_no=1, reason="错") == {
        "correction_no": 3
    }
    twice = small.refusal("strike", by="manager", register="visit", register_no=1, reason="错")
    strike = small.refusal("strike", by="manager", register="visit", register_no=3, reason="错")

    assert (twice.clause, strike.clause) == ("3.2.3.3", "3.2.3.3")
    assert "struck already" in str(twice)
    assert "not corrected" in str(strike)
    assert registers.verify().findings == ()


@pytest.mark.clause("3.2.3.5", "kept")
@pytest.mark.clause("3.2.3.4", "kept")
def test_a_full_volume_is_handed_in_verified(small: Floor) -> None:
    visit(small, 5)
    early = small.refusal("hand_in_volume", by="manager", register="visit", volume=2)
    small.give("hand_in_volume", by="manager", register="visit", volume=1)
    again = small.refusal("hand_in_volume", by="manager", register="visit", volume=1)

    assert (early.clause, again.clause) == ("3.2.3.5", "3.2.3.5")
    assert Book.objects.get(kind="visit", number=1).status == "HANDED_IN"
    trace = json.loads(Line.objects.get(book__kind="custody").body)
    assert trace == {"do": "hand_in", "volume": "S1/visit/1", "lines": 4, "first_bad": None}
    assert registers.verify().findings == ()


def test_a_volume_with_a_bad_line_is_handed_in_as_such(small: Floor) -> None:
    visit(small, 5)
    with as_superuser():
        do("UPDATE register.line SET body = '{}' WHERE line_no = 2 AND body LIKE '%%\"visit\"%%'")
    small.give("hand_in_volume", by="manager", register="visit", volume=1)

    trace = json.loads(Line.objects.get(book__kind="custody").body)
    assert trace["first_bad"] == "S1/visit/1:2"


@pytest.mark.clause("3.2.3.4", "kept")
def test_custody_goes_from_hand_to_hand(small: Floor) -> None:
    site_id = small.site_id or 0
    assert registers.custodian_of(site_id) is None
    small.give("hand_over_custody", by="manager", to="director", reason="休假")
    assert registers.custodian_of(site_id) == "director"
    small.give("hand_over_custody", by="director", to="manager", reason="回来")
    assert registers.custodian_of(site_id) == "manager"
    told = Line.objects.filter(book__kind="custody").order_by("line_no")
    assert [json.loads(line.body) for line in told] == [
        {"do": "hand_over", "from": "manager", "to": "director"},
        {"do": "hand_over", "from": "director", "to": "manager"},
    ]
    below = small.refusal("hand_over_custody", by="manager", to="lead", reason="不行")
    assert below.clause == "3.2.3.4"
    assert registers.custodian_of(site_id) == "manager"


@pytest.mark.case(114)
def test_a_personal_number_never_gets_into_a_line(small: Floor) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        write(small, body={"do": "note", "note": "call 13800138000"})
    assert refused.value.clause == "input"
    write(small, body={"do": "note"}, personal={"note": "call 13800138000"})

    texts = do("SELECT body || commitments || actor || coalesce(key, '') FROM register.line")
    assert not [text for (text,) in texts if "13800138000" in text]
    assert Value.objects.get(field="note").value == "call 13800138000"


@pytest.mark.case(5)
def test_a_key_reused_is_said_as_such(small: Floor) -> None:
    first = write(small, body={"do": "note"}, key="k")
    again = write(small, body={"do": "note"}, key="k")
    assert (first.anchor, first.register_no) == (again.anchor, again.register_no)
    with pytest.raises(KeyReused), transaction.atomic():
        write(small, body={"do": "other"}, key="k")


def test_what_a_slip_says_is_an_anchor(small: Floor) -> None:
    written = write(small, body={"do": "note"})
    known = registers.anchor_from(written.anchor)

    assert (known.book, known.line) == ("S1/conduct/1", 1)
    assert registers.verify(small.site_id, [known]).findings == ()
    other = registers.anchor_from("S1/conduct/1:1:" + "0" * 16)
    assert registers.verify(small.site_id, [other]).first_bad == "S1/conduct/1:1"


@pytest.mark.parametrize("code", ["S/2", "S:2", "S 2"])
def test_a_site_cannot_have_a_code_that_spoils_names(code: str) -> None:
    with pytest.raises(Refused) as refused:
        Floor(code=code)

    assert refused.value.clause == "input"


def write(floor: Floor, **fields: object) -> registers.Written:
    actor = Actor("manager", Post.MANAGER, floor.site_id, session="secret-session")
    told = {"site_id": floor.site_id, "kind": "conduct", "actor": actor, "at": floor.now}
    return registers.append(**{**told, **fields})  # type: ignore[arg-type]
