"""The page of the team check says afterwards what was found, with the way to each record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.manners.queries import looked_at
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor


@pytest.mark.clause("3.6.2.1")
def test_who_was_looked_at_stands_there_with_what_failed(db: None) -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.give("check_team", by="lead", failed={"a": ["badge"]})
    [team] = people.Team.objects.filter(name="T1")
    failed, fine = looked_at(team.site_id, team.pk, floor.now)
    assert [number for number, _ in failed.failed] == [1]
    assert fine.failed == []
