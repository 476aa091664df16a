"""A meeting as its pages show it: who is here, the agenda with names, minutes with their signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.meetings import agenda, publishing, standing
from salesfloor.floor.meetings.models import Attendance, Minutes, Signature, Status
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_by_id, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from salesfloor.base.commands import StaffActor
    from salesfloor.floor.meetings.agenda import Entry
    from salesfloor.floor.meetings.models import Meeting

HEADS: Final[dict[str, Phrase]] = {
    "targets": phrase("What was claimed, and what came of it"),
    "team_report": phrase("The team reports"),
    "no_deal": phrase("Why customers did not buy"),
    "cards": phrase("Cards after which a customer was lost"),
    "issue": phrase("Problem of an earlier meeting"),
    "item": phrase("Put on the agenda"),
    "claims": phrase("Targets to claim"),
}
WHY: Final[dict[str, Phrase]] = {
    "leave": phrase("on leave"),
    "on_duty": phrase("has duty"),
    "with_customer": phrase("with a customer"),
}


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who is called to a meeting or came, and how that stands."""

    code: str
    name: str
    at: datetime | None
    minutes_late: int
    is_late: bool
    is_absent: bool
    excuse: Phrase | None


def comers(row: Meeting, at: datetime) -> list[Comer]:
    """Return who is called or came, those who came first."""
    came = {one.staff_id: one for one in Attendance.objects.filter(meeting_id=row.pk or 0)}
    if row.status == Status.PLANNED:
        called = standing.invited(row, at)
        site = people.Site.objects.get(pk=row.site_id)
        on_duty = standing.duty_of(site, row.starts_at, row.minutes)[1]
    else:
        called = [*row.called, *row.on_duty]
        on_duty = row.on_duty
    everybody = list(dict.fromkeys([*called, *came]))
    names, codes = names_by_id(everybody), _codes(everybody)
    found = [
        Comer(
            code=codes.get(one, ""),
            name=names.get(one, ""),
            at=came[one].at if one in came else None,
            minutes_late=came[one].minutes_late if one in came else 0,
            is_late=one in came and came[one].is_late,
            is_absent=one in row.absent,
            excuse=WHY.get(row.excused.get(str(one), "on_duty" if one in on_duty else "")),
        )
        for one in everybody
    ]
    return sorted(found, key=lambda one: (one.at is None, one.code))


def _codes(staff_ids: Iterable[int]) -> dict[int, str]:
    return people.codes_of(list(staff_ids))


def people_in(entries: list[Entry]) -> dict[str, str]:
    """Return the names of all people that the agenda names by code."""
    codes: set[str] = set()
    for entry in entries:
        rows = (*entry.get("rows", ()), *entry.get("members", ()), *entry.get("unsigned", ()))
        codes |= {row["who"] for row in rows}
        codes |= set(entry.get("missing", ()))
        codes |= {entry.get("by") or ""}
    return names_of(codes)


def with_members(
    entries: list[Entry], row: Meeting, site: people.Site, at: datetime
) -> list[Entry]:
    """Return the entries of an agenda, the teams' reports with the result of each member (4.1.1)."""
    if not any(entry["kind"] == "team_report" for entry in entries):
        return entries
    members = agenda.results_of_members(row, site, at)
    return [
        {**entry, "members": members.get(entry["team"], [])}
        if entry["kind"] == "team_report"
        else entry
        for entry in entries
    ]


def with_heads(entries: list[Entry]) -> list[Entry]:
    """Return the entries of an agenda, each with its heading."""
    words = {"": phrase("Told in words only"), **reception.NoDealReason.labels()}
    return [
        {
            **entry,
            "head": HEADS[entry["kind"]],
            "to_claim": _silent(entry),
            "kinds": [{**one, "label": words[one["kind"]]} for one in entry.get("kinds", ())],
        }
        for entry in entries
    ]


def _silent(entry: Entry) -> list[str]:
    """Return who has no claim at all; a claim that waits for a signature is shown as that."""
    recorded = {row["who"] for row in entry.get("unsigned", ())}
    return [one for one in entry.get("missing", ()) if one not in recorded]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who has read a version of the minutes, when, and what they remark."""

    name: str
    at: datetime
    remark: str


@dataclass(frozen=True, slots=True)
class Published:
    """The minutes that hold."""

    minutes: Minutes
    signed: list[Signed]
    waiting: list[str]
    sign_by: date | None
    """By the end of which day the reader signs; None where they need not, or have."""


def published(row: Meeting, actor: StaffActor) -> Published | None:
    """Return the minutes of a meeting for somebody, where they are out."""
    minutes = publishing.current(row) if row.pk else None
    if minutes is None:
        return None
    rows = list(Signature.objects.filter(minutes=minutes).order_by("at", "pk"))
    waiting = publishing.unsigned(minutes)
    names = names_by_id([*(one.staff_id for one in rows), *waiting])
    has_signed = any(one.staff_id == actor.staff_id for one in rows)
    may_sign = publishing.is_concerned(row, minutes, actor.staff_id) and not has_signed
    return Published(
        minutes=minutes,
        signed=[Signed(names.get(one.staff_id, ""), one.at, one.remark) for one in rows],
        waiting=[names.get(one, "") for one in waiting],
        sign_by=publishing.sign_by(minutes, actor.staff_id) if may_sign else None,
    )


def acts(row: Meeting, actor: StaffActor, at: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Return the commands that somebody can give about a meeting now, the most pressing first."""
    given = {"meeting": row.code}
    chairs = standing.is_chair(row, actor, at)
    found: list[str] = []
    if row.status == Status.PLANNED and chairs:
        found += ["open_meeting", "move_meeting", "cancel_meeting"]
    if row.status == Status.OPEN:
        found += ["raise_issue", *(["speak", "close_meeting"] if chairs else [])]
    if row.status == Status.CLOSED and chairs:
        out = publishing.current(row) is not None
        found += ["amend_minutes" if out else "publish_minutes"]
    return [(name, given) for name in found]
