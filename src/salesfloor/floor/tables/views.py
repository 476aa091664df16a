"""The plan of sales tables, with what each talk is about, and the day's figures from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from salesfloor.base.acts import SiteActor, StaffActor
from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.reception import api as reception
from salesfloor.floor.tables import queries, seats
from salesfloor.floor.tables.models import Topic
from salesfloor.floor.tables.permissions import TABLES
from salesfloor.floor.tables.topics import said
from salesfloor.web.directory import names_by_id, names_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

LOOKED_BACK = 90


@page(may=TABLES, methods=["GET"])
def plan(request: StaffRequest) -> HttpResponse:
    """Show the tables, who sits where, what each talk is about; the person who receives takes a table."""
    actor = request.actor
    if actor.site_id is None:
        raise bad_input(phrase("Say at which site."))
    talks = reception.open_talks(actor.site_id)
    mine = next((one for one in talks.values() if one.has(actor.staff_id)), None)
    figures = queries.floor_today.function(
        actor=SiteActor(actor.code, actor.post, actor.site_id, actor.staff_id), at=request.at
    )
    context: dict[str, Any] = {
        "tables": _tables(actor.site_id, talks, reads=actor.post in LEADERS),
        "talks": _untabled(actor.site_id, talks),
        "mine": mine,
        "figures": figures,
        "can_enter": actor.post in MANAGERS | {Post.ADMIN},
        "at": request.at,
    }
    if mine is not None:
        context["take"] = give_form(request, "take_table", hidden=["ref"], given={"ref": mine.ref})
        context["about"] = give_form(
            request, "reception_about", hidden=["ref"], given={"ref": mine.ref}
        )
    return render(request, "tables/plan.html", context)


def _tables(site_id: int, talks: dict[int, reception.Talk], *, reads: bool) -> list[dict[str, Any]]:
    taken = seats.taken_now(site_id)
    told = dict(Topic.objects.filter(pk__in=list(talks)).values_list("pk", "about"))
    names = names_by_id([talk.receiver_id for _, talk in taken.values()])
    rows = []
    for table in seats.tables_of(site_id):
        sitting, talk = taken.get(table.pk, (None, None))
        rows.append(
            {
                "table": table,
                "sitting": sitting,
                "talk": talk,
                "who": names.get(talk.receiver_id or 0, "") if talk else "",
                "about": said(told.get(talk.id, "")) if talk else "",
                "need": talk.need if talk and reads else "",
            }
        )
    return rows


def _untabled(site_id: int, talks: dict[int, reception.Talk]) -> list[dict[str, Any]]:
    """Return the open receptions without a table, with what they are about."""
    seated = {talk.id for _, talk in seats.taken_now(site_id).values()}
    standing = [one for one in talks.values() if one.id not in seated and one.receiver_id]
    told = dict(
        Topic.objects.filter(pk__in=[one.id for one in standing]).values_list("pk", "about")
    )
    names = names_by_id([one.receiver_id for one in standing])
    return [
        {
            "talk": one,
            "who": names.get(one.receiver_id or 0, ""),
            "about": said(told.get(one.id, "")),
        }
        for one in standing
    ]


@page(may=LEADERS | {Post.SALESPERSON}, methods=["GET"])
def grading(request: StaffRequest) -> HttpResponse:
    """Show how right first grades were over the last 90 days; nobody is ranked by it."""
    actor = request.actor
    if actor.site_id is None or actor.staff_id is None:
        raise bad_input(phrase("Say at which site."))
    today = day_of(request.at)
    person = StaffActor(actor.code, actor.post, actor.site_id, actor.staff_id, actor.name)
    own = None if actor.post in LEADERS else actor.code
    answer = queries.grading.function(
        actor=person,
        at=request.at,
        from_=today.fromordinal(today.toordinal() - LOOKED_BACK),
        to=today,
        who=own,
    )
    names = names_of(row.who for row in answer.rows)
    rows = [(names.get(row.who, row.who), row) for row in answer.rows]
    return render(request, "tables/grading.html", {"answer": answer, "rows": rows})
