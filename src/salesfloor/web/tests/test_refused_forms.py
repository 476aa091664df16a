"""What is refused of a form is marked at the field, and the focus goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import Refused
from salesfloor.web.fields import about_field, field_of
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor


@pytest.mark.fault("P15")
def test_the_field_that_was_refused_is_named_to_the_page(floor: Floor) -> None:
    refused = piece(visitor(floor, "manager"), "/give/transfer/", key="one", who="", team="T1")

    assert refused.status_code == 422
    assert 'data-field="who"' in refused.content.decode()


@pytest.mark.fault("P15")
def test_sent_without_a_script_the_page_names_it_too(floor: Floor) -> None:
    refused = visitor(floor, "manager").post("/give/transfer/", {"key": "one", "team": "T1"})

    assert refused.status_code == 422
    assert 'data-field="who"' in refused.content.decode()


@pytest.mark.fault("P15")
def test_what_a_sentence_repeats_is_marked_at_its_field(floor: Floor) -> None:
    taken = {"code": "a", "name": "安", "post": "salesperson", "team": "T1"}
    refused = piece(visitor(floor, "admin"), "/give/staff/", key="one", **taken)

    assert refused.status_code == 422
    assert 'data-field="code"' in refused.content.decode(), refused.content.decode()[-700:]


@pytest.mark.fault("P15")
def test_two_fields_of_one_value_are_not_guessed_at() -> None:
    refusal = Refused("3.1.1", phrase("{code} leads the team.", code="a"))

    one = about_field(refusal, COMMANDS["leave_job"].fields, {"who": "a", "hand_over_to": "b"})
    both = about_field(refusal, COMMANDS["leave_job"].fields, {"who": "a", "hand_over_to": "a"})

    assert (field_of(one), field_of(both)) == ("who", "")


@pytest.mark.fault("P15")
@pytest.mark.parametrize("successor", ["a", "desk", "nobody", ""])
def test_who_cannot_take_customers_over_is_marked_at_the_field(
    floor: Floor, successor: str
) -> None:
    code = f"{floor.prefix}{successor}" if successor else ""
    address = f"/people/of/{floor.prefix}a/leave_job/"
    refused = piece(visitor(floor, "manager"), address, hand_over_to=code, key="one")

    assert refused.status_code == 422
    assert 'data-field="hand_over_to"' in refused.content.decode()
