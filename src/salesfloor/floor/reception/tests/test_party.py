"""Who came along, found out while the reception goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.floor.reception.models import Reception

if TYPE_CHECKING:
    from tests.floor_builder import Floor

SPOUSE = {"name": "李梅", "phone": "139 0000 1111", "relation": "spouse", "role": "payer"}


@pytest.mark.clause("9.2.2.4", "kept")
@pytest.mark.clause("3.5.2", "kept")
def test_a_spouse_noted_later_is_the_same_customer_from_then(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone="13800138000")

    answer = floor.give("note_party", by="a", ref="v1", party=[SPOUSE])

    assert answer == {"ref": "v1", "party": 1}
    assert Reception.objects.get(ref="v1").party == [SPOUSE | {"normal": "13900001111"}]
    assert floor.owner_of("13900001111") == "a"


def test_a_phone_that_cannot_be_one_is_kept_and_said(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone="13800138000")

    answer = floor.give("note_party", by="a", ref="v1", party=[SPOUSE | {"phone": "12345"}])

    assert answer == {"ref": "v1", "party": 1, "phones_valid": False}
    assert Reception.objects.get(ref="v1").party[0]["normal"] == ""


def test_more_are_added_to_those_who_came(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", party=[SPOUSE])

    assert floor.give("note_party", by="a", ref="v1", party=[{"role": "adviser"}])["party"] == 2


@pytest.mark.parametrize(
    ("by", "party", "clause"),
    [
        ("b", [SPOUSE], "access"),
        ("a", [], "input"),
        ("a", [{}], "input"),
        ("a", [SPOUSE] * 20, "input"),
    ],
)
def test_refusals_leave_the_party_as_it_was(
    floor: Floor, by: str, party: list[dict[str, str]], clause: str
) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", party=[{"name": "王先生"}])

    assert floor.refusal("note_party", by=by, ref="v1", party=party).clause == clause
    assert len(Reception.objects.get(ref="v1").party) == 1
