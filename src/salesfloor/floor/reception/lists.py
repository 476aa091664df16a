"""Lists of the reception: the site's receptions, newest first."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.floor.customers.api import Basis, Channel, Outcome
from salesfloor.floor.reception import forms, permissions
from salesfloor.floor.reception.choices import FROM_OLD_REGISTER, State
from salesfloor.floor.reception.commands.closing import missing
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.queries.glance import glance
from salesfloor.floor.reception.queries.receptions import (
    SEES_ALL,
    in_state,
    length_of,
    receptions_of,
)
from salesfloor.kernel.people import api as people
from salesfloor.web.language import joined
from salesfloor.web.lists import (
    MINUTES,
    MOMENT,
    NUMBER,
    PERSON,
    PHONE,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    choice,
)

OLD: Final = "old"
RECEIVE: Final = (Post.SALESPERSON, Post.LEAD)


def _phone(row: Reception, _asked: Asked) -> str:
    return row.phone or row.phone_given


def _outcome(row: Reception, _asked: Asked) -> str:
    """Return what became of the reception, or how far it is."""
    if row.struck_at:
        return "struck"
    if row.is_from_old_register:
        return OLD
    if row.ended_at:
        return row.outcome
    return "open" if row.receiver_id else "waiting"


def _minutes(row: Reception, asked: Asked) -> int | None:
    return length_of(row, asked.at)


def _missing(row: Reception, _asked: Asked) -> str:
    """Return the particulars that are still owed (9.1.1.4)."""
    ended = row.ended_at is not None and row.struck_at is None
    if not ended or not row.is_buyer or row.outcome in {"left", "not_a_buyer"}:
        return ""
    return joined(forms.MISSING[name] for name in missing(row))


def _receivers(asked: Asked) -> list[tuple[int, str]]:
    """Return those who receive, also those who have left: nobody of a post that never does."""
    names = glance(asked.site_id, asked.at).names.by_id
    rows = people.Staff.objects.filter(pk__in=names, post__in=RECEIVE)
    found = rows.values_list("pk", flat=True)
    return sorted(((pk, names[pk]) for pk in found), key=lambda one: one[1])


def _title(asked: Asked) -> Phrase:
    sees_all = asked.actor.post in SEES_ALL
    return phrase("Receptions") if sees_all else phrase("My receptions")


def _also(asked: Asked) -> dict[str, Any]:
    return {"can_read_reports": asked.actor.post in permissions.REPORTS}


RECEPTIONS: Final = List(
    "receptions",
    phrase("Receptions"),
    title_for=_title,
    may=permissions.RECEPTIONS,
    rows=lambda asked: receptions_of(asked.actor),
    order=("-registered_at", "-pk"),
    columns=(
        Column(phrase("Time"), "registered_at", MOMENT),
        Column(phrase("Channel"), "channel", choice(Channel)),
        Column(phrase("No."), "register_no", NUMBER),
        Column(
            phrase("Customer"), "name", link=("reception:one", "pk"), is_main=True, otherwise="—"
        ),
        Column(phrase("Phone"), _phone, PHONE),
        Column(
            phrase("Basis"),
            "basis",
            choice(Basis, {"courtesy": "warn", "own": "note"}),
        ),
        Column(phrase("Received by"), "receiver_id", PERSON, otherwise="—"),
        Column(phrase("Minutes"), _minutes, MINUTES),
        Column(
            phrase("Outcome"),
            _outcome,
            choice(
                {**State.labels(), **Outcome.labels(), OLD: FROM_OLD_REGISTER},
                {"open": "good", "waiting": "warn", "deal": "good"},
            ),
        ),
        Column(phrase("Grade"), "grade"),
        Column(phrase("Area"), "area"),
        Column(phrase("Medium"), "medium"),
        Column(phrase("Still missing"), _missing),
    ),
    filters=(
        Period("registered_at", days=1),
        OneOf("channel", phrase("Channel"), Channel.pairs()),
        OneOf("basis", phrase("Basis"), Basis.pairs()),
        OneOf("state", phrase("State"), State.pairs(), narrows=in_state),
        OneOf("outcome", phrase("Outcome"), Outcome.pairs()),
        OneOf("receiver_id", phrase("Received by"), _receivers, may=SEES_ALL),
    ),
    look=lambda row: "struck" if row.struck_at else "",
    empty=Empty(
        phrase("No receptions here"), phrase("Widen the dates or drop a filter."), "ti-door-enter"
    ),
    template="reception/receptions.html",
    also=_also,
)
