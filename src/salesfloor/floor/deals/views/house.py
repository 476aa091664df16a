"""What deals at a site go by: who takes deposits, which terms are approved, which papers banks want."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.shortcuts import render

from salesfloor.base.commands import COMMANDS
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.deals.models import Bank, Designation
from salesfloor.floor.deals.rules.holding import FINANCE_ONLY
from salesfloor.floor.promises import api as promises
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import names_by_id, names_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

HOUSE: Final = MANAGERS | {Post.ADMIN}
"""Who sets these things down."""
SET_DOWN: Final = ("designate", "term", "bank")


@page(may=HOUSE, methods=["GET"])
def house(request: StaffRequest) -> HttpResponse:
    """Show who takes deposits from when to when, the approved terms, the banks; and set them down."""
    site_id = request.actor.site_id or 0
    named = Designation.objects.filter(
        site_id=site_id, ended_at=None, until_at__gt=request.at
    ).order_by("from_at", "pk")
    names = names_by_id({one.staff_id for one in named})
    givers = names_of({one.named_by for one in named})
    codes = people.codes_of([one.staff_id for one in named])
    policy = rulebook.policies(site_id, request.at)
    shown = {
        "is_finances": policy["deposit.taken_by"] == FINANCE_ONLY,
        "named": [
            {
                "row": one,
                "who": names.get(one.staff_id, ""),
                "code": codes.get(one.staff_id, ""),
                "by": givers.get(one.named_by, one.named_by),
                "is_to_come": one.from_at > request.at,
            }
            for one in named
        ],
        "terms": promises.approved_terms(site_id).items(),
        "banks": Bank.objects.filter(site_id=site_id).order_by("code"),
        "forms": {
            name: give_form(request, name)
            for name in SET_DOWN
            if COMMANDS[name].may_be_given_by(request.actor)
            and not (name == "designate" and policy["deposit.taken_by"] == FINANCE_ONLY)
        },
    }
    return render(request, "deals/house.html", shown)
