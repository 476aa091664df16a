"""The part of the home page about manners: rain, help, ratings, a look around in quiet hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salesfloor.base.posts import LEADERS, Post
from salesfloor.floor.manners.models import Help
from salesfloor.floor.manners.queries import is_quiet, rains, to_be_rated
from salesfloor.floor.reception import api as reception
from salesfloor.web.pages import give_form

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest


def part(request: StaffRequest) -> dict[str, Any]:
    """Return what one person is reminded of on the floor now."""
    actor, at = request.actor, request.at
    site_id, staff_id = actor.site_id or 0, actor.staff_id or 0
    is_raining = rains(site_id, at)
    facts: dict[str, Any] = {"rains": is_raining, "site": request.site}
    if actor.post in LEADERS | {Post.DESK}:
        facts["weather"] = give_form(
            request, "weather", given={"rain": not is_raining}, hidden=["rain"]
        )
    if actor.post is Post.SALESPERSON:
        mine = reception.my_floor(actor, at)
        if mine.reception is not None and mine.is_receiver:
            facts |= _help(request, mine.reception.ref)
        facts["to_rate"] = to_be_rated(site_id, staff_id, at)
        facts["is_quiet"] = is_quiet(site_id, at)
    return facts


def _help(request: StaffRequest, ref: str) -> dict[str, Any]:
    site_id = request.actor.site_id or 0
    called = Help.objects.filter(site_id=site_id, ref=ref).order_by("-number").first()
    if called is not None and called.taken_at is None:
        return {"called": called}
    form = give_form(request, "call_help", given={"ref": ref}, hidden=["ref"])
    return {"help": form, "came": called}
