"""The pages of papers that expire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.visitor import visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor


@pytest.mark.django_db
def test_a_paper_is_renewed_on_its_page(floor: Floor) -> None:
    given = {"subject": "S1", "kind": "fire_acceptance"}
    floor.give("paper", by="admin", number="F-1", valid_until=floor.day.isoformat(), **given)
    admin = visitor(floor, "admin")

    shown = admin.get("/licences/1/").content.decode()
    assert "F-1" in shown
    assert "/give/paper/" in shown
    assert 'href="/licences/1/"' in admin.get("/licences/").content.decode()

    floor.give("paper", by="admin", number="F-2", valid_until="2030-01-01", **given)
    older = admin.get("/licences/1/").content.decode()
    assert "已换新证" in older
    assert "/give/paper/" not in older
    assert 'href="/licences/1/"' not in admin.get("/licences/").content.decode()
