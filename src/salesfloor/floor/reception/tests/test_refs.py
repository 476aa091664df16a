"""Names that people give to receptions never meet those that the product makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter, ValidationError

from salesfloor.floor.reception.rules.refs import NewRef, made_ref

if TYPE_CHECKING:
    from tests.floor_builder import Floor

REF: TypeAdapter[str] = TypeAdapter(NewRef)


@pytest.mark.parametrize(
    "ref", ["v1", "visit", "visit-", "visit-a", "客户 1", "1-visit", "Visit-1"]
)
def test_names_that_people_give(ref: str) -> None:
    assert REF.validate_python(ref) == ref


@pytest.mark.fault("X3")
@pytest.mark.parametrize("ref", [made_ref("visit", 71), made_ref("call", 1), "13800138000", ""])
def test_names_that_people_cannot_give(ref: str) -> None:
    with pytest.raises(ValidationError):
        REF.validate_python(ref)


@pytest.mark.django_db
@pytest.mark.fault("X3")
def test_no_name_stops_the_registrations_after_it(floor: Floor) -> None:
    floor.sign_in("a", "b")
    refusal = floor.refusal("visit", by="desk", ref="visit-2")
    assert refusal.clause == "input"
    for number in (1, 2, 3):
        answer = floor.give("visit", by="desk")
        assert answer["ref"] == f"visit-{number}"
    assert floor.give("end", by="desk", ref="visit-2", outcome="left")["ref"] == "visit-2"
