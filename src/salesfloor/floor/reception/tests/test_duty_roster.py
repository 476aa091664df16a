"""The page of the duty roster (7.1.12)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


@pytest.mark.clause("7.1.12", "kept")
def test_leaders_write_the_duty_roster(floor: Floor) -> None:
    day = (day_of(timezone.now()) + timedelta(days=1)).isoformat()
    lead, reader = visitor(floor, "lead"), visitor(floor, "a")

    assert piece(lead, "/people/roster/", who="b", on=day, key="k").status_code == 204
    shown = reader.get("/people/roster/").content.decode()
    assert ">B<" in shown
    assert "hx-post" not in shown
    assert piece(reader, "/people/roster/", who="a", on=day, key="k").status_code == 422
    assert lead.get("/people/roster/?from=x").status_code == 200
