"""Letting many people in at once: a first password each, shown once and kept nowhere."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SET_UP, Post
from salesfloor.base.refusals import Refused, bad_input
from salesfloor.kernel.people import rules
from salesfloor.kernel.people.models import Staff
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""What first passwords are made of: nothing that looks like something else on paper."""


class LetIn(NamedTuple):
    """A person with the password to begin with, or what speaks against an account."""

    person: Staff
    password: str
    refusal: Phrase | None


def first_password() -> str:
    """Return a password to begin with, easy to read out."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def without_account(request: StaffRequest) -> list[Staff]:
    """Return who of the site has no account yet, as far as the reader may let them in."""
    actor = request.actor
    if not COMMANDS["open_account"].may_be_given_by(actor):
        return []
    here = Staff.objects.filter(site_id=actor.site_id or 0, left_at=None)
    rows = here.exclude(account__is_active=True).select_related("team").order_by("team_id", "code")
    return [
        one
        for one in rows
        if one.code != actor.code and rules.stands_above(actor.post, [Post(one.post)])
    ]


@page(may=MANAGERS | SET_UP)
def accounts(request: StaffRequest) -> HttpResponse:
    """Open the accounts of those who were ticked, and show their first passwords this once."""
    waiting = without_account(request)
    if request.method == "GET":
        return render(request, "people/accounts.html", {"waiting": waiting})
    wanted = set(request.POST.getlist("who"))
    if not wanted:
        raise bad_input(phrase("Tick whom to let in first."))
    found = [_let_in(request, one) for one in waiting if one.code in wanted]
    return render(request, "people/first_passwords.html", {"found": found})


def _let_in(request: StaffRequest, person: Staff) -> LetIn:
    """Give the command for one person; a colleague may have opened the account meanwhile."""
    password = first_password()
    given = {"who": person.code, "password": password, "must_change": True}
    try:
        COMMANDS["open_account"].give(actor=request.actor, at=request.at, given=given)
    except Refused as refusal:
        return LetIn(person, "", refusal.sentence)
    return LetIn(person, password, None)
