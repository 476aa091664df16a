"""The house's count of many days at once, as it comes in from a spreadsheet (4.1.2)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.figures import NO_FIGURE, figure_or_none
from salesfloor.base.names import folded
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.trades import Trade
from salesfloor.floor.results import rules, saying
from salesfloor.floor.results.choices import FIGURES, OF_APPLICATIONS
from salesfloor.floor.results.commands.counting import count_results
from salesfloor.floor.results.sight import SELLERS, staff_actor
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date

    from salesfloor.kernel.imports.api import Progress, Row


def _figure(cell: Any, column: Any) -> int:  # noqa: ANN401 - any cell
    """Read a whole number from 0 to 99,999."""
    found = figure_or_none(imports.cells.whole(cell, column))
    if found == NO_FIGURE:
        raise imports.UnreadableError("figure_invalid")
    return found


SHEET: Final = imports.SheetKind(
    "counts",
    phrase("Counted results"),
    ("清点", "业绩", "计件", "进件"),
    (
        imports.SheetField(
            "who", phrase("Whose"), ("工号", "姓名", "客户经理", "人员"), missing="person_unknown"
        ),
        imports.SheetField(
            "on", phrase("Day"), ("日期", "业务日期"), imports.cells.day, "date_missing"
        ),
        imports.SheetField("complete", phrase("Complete"), ("完整件", "完整件数"), _figure),
        imports.SheetField("incomplete", phrase("Unfinished cases"), ("残件", "残件数"), _figure),
        imports.SheetField("checks", phrase("Identity checks"), ("联网核查", "核查"), _figure),
        imports.SheetField("reason", phrase("Reason"), ("原因", "补录原因", "说明")),
    ),
    also_known=frozenset({"序号", "团队", "小组", "备注", "合计"}),
    least=3,
)


class CountsComeIn(imports.Importing):
    """Counts as `count_results` would, one row a person and day; a count that stands already is left out."""

    def judge_all(self, rows: list[Row]) -> None:
        """Hold each row against the people here, the days that may be counted, and what is counted."""
        codes, named = self._people()
        seen: set[tuple[str, date]] = set()
        for row in rows:
            for name, _code in row.warnings:
                if name in FIGURES:
                    row.error(name, "figure_invalid")
            row.warnings = tuple(one for one in row.warnings if one[0] not in FIGURES)
            if not row.is_good:
                continue
            word = str(row.get("who"))
            here = codes.get(word.lower()) or named.get(folded(word))
            if here is None:
                row.error("who", "person_unknown")
                continue
            row.values["who"] = here.code
            key = (here.code, row.get("on"))
            if key in seen:
                row.error("on", "count_twice")
            seen.add(key)
            self._judge_count(row, here)

    def _people(self) -> tuple[dict[str, people.Staff], dict[str, people.Staff]]:
        """Return those who sell here by code in small letters, and by name where it is one person's."""
        here = people.working_at(self.asked.site_id, self.asked.at).filter(post__in=SELLERS)
        by_name: dict[str, list[people.Staff]] = defaultdict(list)
        for one in here:
            by_name[folded(one.name)].append(one)
        alone = {name: found[0] for name, found in by_name.items() if len(found) == 1}
        return {one.code.lower(): one for one in here}, alone

    def _judge_count(self, row: Row, person: people.Staff) -> None:
        given = {name: row.get(name) for name in FIGURES if row.get(name) is not None}
        asked, on = self.asked, row.get("on")
        policy = rulebook.policies(asked.site_id, asked.at)
        way = rulebook.policies_on(asked.site_id, on, asked.at)["results.by"]
        today = day_of(asked.at)
        is_managers_word = asked.actor.post in MANAGERS and bool(row.get("reason"))
        within = policy["results.count_within_days"]
        told = [name for name in given if name in OF_APPLICATIONS]
        if not given:
            row.error("complete", "figure_missing")
        elif not rules.is_counted_by(way, wanted="count", figures=told):
            row.error(told[0], "applications_tell")
        elif not rules.may_count(is_own=person.code == asked.actor.code):
            row.error("who", "own_count")
        elif not rules.is_no_day_to_come(on, today):
            row.error("on", "future")
        elif not rules.may_count_so_late(on, today, within, is_managers_word=is_managers_word):
            row.error("on", "day_too_long_ago")
        else:
            stands = saying.counted(person.pk, on, asked.at)
            row.is_known = all(stands[name] == value for name, value in given.items())

    def load(self, rows: list[Row], progress: Progress) -> int:
        """Count by day and person, so that two files never wait for each other."""
        actor = staff_actor(self.asked.actor)
        in_order = sorted(rows, key=lambda row: (row.get("on"), row.get("who")))
        for done, row in enumerate(in_order, start=1):
            count_results.as_part(
                actor=actor,
                at=self.asked.at,
                who=row.get("who"),
                on=row.get("on"),
                reason=row.get("reason") or "",
                **{name: row.get(name) for name in FIGURES},
            )
            progress("write", done, len(in_order))
        return len(in_order)


imports.declare(
    imports.ImportKind(
        name="counts",
        label=phrase("Counted results"),
        hint=phrase(
            "Code or name, day, and any of complete, unfinished and identity checks; a day long ago with a "
            "reason."
        ),
        sheets=(SHEET,),
        importing=CountsComeIn,
        may=MANAGERS | {Post.ADMIN},
        trades=frozenset({Trade.BANK_CARDS}),
        back="results:counts",
    )
)
