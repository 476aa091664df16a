"""What of an agenda the projector draws: claims beside results, members of a team, reasons (4.1.1, 4.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.web.charts import Chart, Series

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.floor.meetings.agenda import Entry


def chart_of(entry: Entry, names: Mapping[str, str]) -> Chart | None:
    """Return the chart of an item, for people in the order of the item; None where it has no figures."""
    if entry["kind"] == "targets" and entry["rows"]:
        return _claims(entry, names)
    if entry["kind"] == "team_report" and entry.get("members"):
        labels = [names.get(one["who"], one["who"]) for one in entry["members"]]
        figures = [float(one["result"]) for one in entry["members"]]
        series = [Series(phrase("Result"), figures, "accent")]
        return Chart(phrase("The team reports"), labels, series, kind="bars", has_table=False)
    if entry["kind"] == "no_deal" and entry.get("kinds"):
        counts = [float(one["count"]) for one in entry["kinds"]]
        return Chart(
            phrase("Why customers did not buy"),
            [one["label"] for one in entry["kinds"]],
            [Series(phrase("Customers"), counts, "warn")],
            kind="bars",
            has_table=False,
        )
    return None


def _claims(entry: Entry, names: Mapping[str, str]) -> Chart:
    rows = entry["rows"]
    targets = [None if one["target"] is None else float(one["target"]) for one in rows]
    return Chart(
        phrase("What was claimed, and what came of it"),
        [names.get(one["who"], one["who"]) for one in rows],
        [
            Series(phrase("Result"), [float(one["result"]) for one in rows], "accent"),
            Series(phrase("Claimed"), [float(one["claimed"]) for one in rows], "note"),
            Series(phrase("Target"), targets, "soft"),
        ],
        kind="bars",
        has_table=False,
    )


def reached(entry: Entry) -> Phrase | None:
    """Return how many reached what they claimed, as a sentence above the chart."""
    rows = entry.get("rows") if entry["kind"] == "targets" else None
    if not rows:
        return None
    count = sum(float(one["result"]) >= float(one["claimed"]) for one in rows)
    return phrase("{reached} of {all} reached what they claimed", reached=count, all=len(rows))
