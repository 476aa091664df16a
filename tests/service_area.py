"""A motorway service area with its people, zones and shift, driven through commands only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from salesfloor.app import database
from tests.area_builder import Area

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.base.commands import Answer

CAST: Final = {
    "gm": "general_manager",
    "director": "director",
    "manager": "manager",
    "lead": "lead",
    "a": "salesperson",
    "b": "salesperson",
    "admin": "admin",
    "desk": "desk",
    "finance": "finance",
    "quality": "quality",
}
PHOTO: Final = "a" * 64
OTHER_PHOTO: Final = "b" * 64
CLEAN: Final = dict.fromkeys(
    ("floor", "toilet_smell", "basin", "bins", "paper_soap", "pests"), "pass"
)
"""Answers of a hygiene check where all is in order."""


class ServiceArea(Area):
    """A service area with two zones, WC and SQ, and a patrol point."""

    def __init__(self, code: str = "CR", *, cast: Mapping[str, str] = CAST, **more: Any) -> None:
        """Open it at six and record its places."""
        super().__init__(code, cast=cast, **more)
        self.place("WC", "zone", name="Toilets")
        self.place("SQ", "zone", name="Square")
        self.place("P1", "point", name="Point 1", within=f"{self.prefix}WC")

    def place(self, code: str, kind: str, **more: Any) -> Answer:
        """Record a place."""
        given = {"place": self.prefix + code, "kind": kind, "name": code, **more}
        return self.give("place", by="manager", at=self.now, **given)

    def check(
        self, *, at: str | datetime | None = None, by: str = "a", zone: str = "WC", **fails: Any
    ) -> Answer:
        """Check a zone; `fails` names items that are not in order, with their photos."""
        answers = {**CLEAN, **dict.fromkeys(fails, "fail")}
        photos = {item: photo for item, photo in fails.items() if photo}
        return self.give(
            "check",
            by=by,
            at=at,
            list="hygiene",
            subject=self.prefix + zone,
            answers=answers,
            photos=photos,
        )

    def found(self, **asked: Any) -> list[dict[str, Any]]:
        """Return the findings as the manager sees them."""
        findings: list[dict[str, Any]] = self.ask("findings", by="manager", at=self.now, **asked)[
            "findings"
        ]
        return findings

    def told(self, event: str) -> list[tuple[datetime, Mapping[str, Any]]]:
        """Return when something happened by itself, and what was said."""
        return [(one.at, one.fields) for one in self.happenings if one.name == event]

    def without_worker(self) -> None:
        """Let nothing happen by itself from now on; lines are recorded when they are written."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE")
            database.set_clock("real")
            cursor.execute(f"SET LOCAL ROLE {database.APP_ROLE}")
        self.runs_due = False
