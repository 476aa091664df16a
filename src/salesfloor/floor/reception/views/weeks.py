"""Contacts in time by week: the chart of the reports, the own one, the columns of the spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import phrase
from salesfloor.web.charts import Chart, Series
from salesfloor.web.lists import DAY, NUMBER, Column

if TYPE_CHECKING:
    from datetime import date

    from salesfloor.floor.reception.queries.weeks import WeekRow, Weeks

TITLE: Final = phrase("Contacts in time by week, in per cent")
COLUMNS: Final = (
    Column(phrase("Name"), lambda row, _asked: row.name or "—"),
    Column(phrase("Week from"), "monday", DAY),
    Column(phrase("Planned"), "planned", NUMBER),
    Column(phrase("In time"), "kept", NUMBER),
    Column(phrase("In time, in per cent"), "percent", NUMBER),
)


def chart_of(found: Weeks, *, of_site: bool) -> Chart | None:
    """Draw bars by name, a series a week that had plans; the site's by week. Nothing without plans."""
    if not found.rows:
        return None
    if of_site:
        values = [row.percent for row in found.lines[0]]
        series = [Series(phrase("The whole site"), values, "good")]
        return Chart(TITLE, _labels(found.mondays), series, written=_per_cent)
    planned = [week for week in zip(*found.lines, strict=True) if any(row.planned for row in week)]
    labels = [line[0].name or "—" for line in found.lines]
    series = [Series(f"{week[0].monday:%m-%d}", [row.percent for row in week]) for week in planned]
    return Chart(TITLE, labels, series, kind="bars", written=_per_cent)


def own_chart_of(found: list[tuple[WeekRow, WeekRow]]) -> Chart | None:
    """Draw the own line beside the house's."""
    if not any(house.planned for _, house in found):
        return None
    series = [
        Series(phrase("Mine"), [mine.percent for mine, _ in found], "accent"),
        Series(phrase("The whole site"), [house.percent for _, house in found], "note"),
    ]
    labels = _labels([mine.monday for mine, _ in found])
    return Chart(TITLE, labels, series, written=_per_cent)


def _labels(mondays: list[date]) -> list[str]:
    return [f"{monday:%m-%d}" for monday in mondays]


def _per_cent(value: float | None) -> str:
    return "—" if value is None else f"{value:g}%"
