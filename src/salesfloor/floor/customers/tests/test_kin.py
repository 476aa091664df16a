"""Relations are anybody's to record; the person who loses a customer by one is told (3.5.2, 3.5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.floor.customers.models import Relation
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from tests.floor_builder import Floor

HERS = "138 0013 8000"
HIS = "139 0013 9000"
NEW = "137 0013 7000"


@pytest.fixture
def followed(floor: Floor) -> Floor:
    """Return a floor where `a` follows her, and `b`, since later, him."""
    floor.sign_in("a", "b", "c")
    floor.visit("09:00", ref="v1", name="She", phone=HERS)
    floor.visit("09:05", ref="v2", name="He", phone=HIS)
    return floor


def inbox(floor: Floor, code: str) -> list[str]:
    staff = floor.actor(code).staff_id or 0
    return [one.clause for one in messages.inbox(staff) if one.clause in {"3.5.2", "3.5.3"}]


def on_the_list(floor: Floor) -> list[Any]:
    items = work.items(floor.actor("manager"), floor.now)
    return [item for item in items if item.kind == "relation_moved"]


@pytest.mark.fault("X6")
@pytest.mark.case(68)
def test_who_stops_being_the_owner_by_a_relation_is_told_and_the_manager_sees_it(
    followed: Floor,
) -> None:
    answer = followed.give("relate", by="c", at="10:00", phone=HERS, other=HIS, relation="spouse")
    assert answer["moved"] is True
    assert followed.owner_of(HIS) == "a"
    assert inbox(followed, "b") == ["3.5.2"]
    assert inbox(followed, "a") == []
    [item] = on_the_list(followed)
    assert (item.sentence.facts["from"], item.sentence.facts["to"]) == ("B", "A")
    assert (item.command, item.clause) == ("relation_seen", "3.5.2")
    followed.give("relation_seen", by="manager", **item.given)
    assert on_the_list(followed) == []


@pytest.mark.fault("X6")
def test_a_party_that_takes_a_colleagues_customer_is_told_too(followed: Floor) -> None:
    followed.end("v1", "09:30")
    followed.visit(
        "10:00", ref="v3", phone=HERS, party=[{"name": "He", "phone": HIS, "relation": "spouse"}]
    )
    assert followed.owner_of(HIS) == "a"
    assert inbox(followed, "b") == ["3.5.2"]
    assert len(on_the_list(followed)) == 1


def test_a_relation_that_takes_nothing_from_anybody_tells_nobody(followed: Floor) -> None:
    related = {"by": "c", "phone": HERS}
    assert not followed.give("relate", other=NEW, relation="spouse", **related)["moved"]
    assert not followed.give("relate", other=HIS, relation="sibling", **related)["moved"]
    assert on_the_list(followed) == []


@pytest.mark.fault("X6")
def test_another_shareholder_is_told_as_well(followed: Floor) -> None:
    company = "0571-8700 5504"
    followed.give("relate", by="c", phone=company, other=HIS, relation="shareholder")
    assert followed.give("relate", by="c", phone=company, other=HERS, relation="shareholder")[
        "moved"
    ]
    assert followed.owner_of(HIS) == "a"
    assert inbox(followed, "b") == ["3.5.3", "3.5.3"]  # his, and the company with him


@pytest.mark.case(68)
@pytest.mark.fault("X6")
def test_the_manager_ends_a_relation_and_the_earlier_owner_follows_again(followed: Floor) -> None:
    pair = {"phone": HERS, "other": HIS, "relation": "spouse"}
    followed.give("relate", by="c", at="10:00", **pair)
    for by in ("a", "lead", "desk"):
        refusal = followed.refusal("unrelate", by=by, reason="not married", **pair)
        assert refusal.clause == "access"
    answer = followed.give("unrelate", by="manager", reason="not married", **pair)
    assert answer == {"moved": True}
    assert followed.owner_of(HIS) == "b"
    assert inbox(followed, "a") == ["3.5.2"]
    again = followed.refusal("unrelate", by="manager", reason="not married", **pair)
    assert again.clause == "input"
    followed.give("relate", by="c", **pair)
    assert followed.owner_of(HIS) == "a"
    assert Relation.objects.filter(ended_at=None).count() == 2
