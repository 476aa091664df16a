"""The window of a round, and the sums of a team, as tables."""

from __future__ import annotations

from datetime import datetime

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.base.figures import NO_FIGURE, figure_or_none
from salesfloor.floor.pulse import rules


@pytest.mark.parametrize(
    ("given", "figure"),
    [
        (0, 0),
        (99_999, 99_999),
        ("12", 12),
        ("１２", 12),
        (100_000, NO_FIGURE),
        (-1, NO_FIGURE),
        (12.0, NO_FIGURE),
        ("12.0", NO_FIGURE),
        ("", NO_FIGURE),
        (True, NO_FIGURE),
        (None, NO_FIGURE),
        ("-1", NO_FIGURE),
        ("二", NO_FIGURE),
        ("3 件", NO_FIGURE),
    ],
    ids=repr,
)
def test_what_is_a_figure(given: object, figure: int) -> None:
    assert figure_or_none(given) == figure


@pytest.mark.parametrize(
    ("clock", "minutes", "is_early", "is_late"),
    [
        ("16:59:59", 0, True, False),
        ("17:00:00", 0, False, False),
        ("17:29:59", 29, False, False),
        ("17:30:00", 30, False, True),
    ],
)
def test_minutes_run_from_the_question(
    clock: str, minutes: int, is_early: bool, is_late: bool
) -> None:
    def at(time: str) -> datetime:
        return datetime.fromisoformat(f"2026-03-02T{time}").replace(tzinfo=CHINA)

    window = rules.Window(at("17:00"), at("17:30"))
    assert window.minutes(at(clock)) == minutes
    assert window.is_early(at(clock)) is is_early
    assert window.is_late(at(clock)) is is_late


@pytest.mark.parametrize(
    ("given", "is_right"),
    [({"total": 4}, True), ({"total": 5}, False), ({"total": None, "complete": 3}, True)],
)
def test_a_teams_figure_is_its_members_sum(given: dict[str, int | None], is_right: bool) -> None:
    sums = {"total": 4, "complete": 3, "incomplete": 1}
    assert (rules.equals_the_sum(given, sums, ["b"]).reason is None) is is_right


def test_a_figure_that_is_not_the_sum_is_called_as_on_the_form() -> None:
    sums = {"total": 4, "complete": 3, "incomplete": 1}
    for missing in ([], ["b"]):
        reason = rules.equals_the_sum({"incomplete": 2}, sums, missing).reason
        assert str(reason).startswith("Unfinished cases: 2 is not the members' sum of 1")
