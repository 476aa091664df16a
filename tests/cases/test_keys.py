"""What was done once stays done once, however long after it is sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.kernel.registers.models import Line

if TYPE_CHECKING:
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


@pytest.mark.case(6)
def test_a_key_that_comes_again_after_days_gets_the_first_answer(floor: Floor) -> None:
    given = {"phone": "13800138000", "other": "13900139000", "relation": "spouse"}
    first = COMMANDS["relate"].give(
        actor=floor.actor("a"), at=floor.now, given=given, key="one", fingerprint="same"
    )
    floor.days_on(3)
    again = COMMANDS["relate"].give(
        actor=floor.actor("a"), at=floor.now, given=given, key="one", fingerprint="same"
    )
    assert again.answer == first.answer
    assert Line.objects.filter(book__kind="claims", body__contains='"do":"relate"').count() == 1
