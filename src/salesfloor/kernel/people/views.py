"""People: who is where, moving them, letting them in; the site's own facts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.labels import PEOPLE, reference_of_field
from salesfloor.base.modules import pages
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, LEADERS, MANAGERS, SET_UP, Post
from salesfloor.kernel.people import opened, organisation, panels, rules
from salesfloor.kernel.people.letting_in import first_password, without_account
from salesfloor.kernel.people.models import Site
from salesfloor.web.forms import given_by
from salesfloor.web.pages import CHOOSE_SITES, SITE, filled, give, go, page
from salesfloor.web.trades import post_words

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor, Command
    from salesfloor.kernel.people.organisation import Person
    from salesfloor.web.requests import StaffRequest

SEES_PEOPLE: Final = LEADERS | SET_UP


@page(may=SEES_PEOPLE, methods=["GET"])
def people(request: StaffRequest) -> HttpResponse:
    """Show the site's teams, people, vacancies and loans (3.1.1)."""
    whole = organisation.organisation(request.actor.site_id or 0, request.at)
    context = {
        "whole": whole,
        "may_take_on": COMMANDS["staff"].may_be_given_by(request.actor),
        "may_import": _finds(request, "imports:start"),
        "waiting": without_account(request),
    }
    return render(request, "people/people.html", context)


def _finds(request: StaffRequest, name: str) -> bool:
    """Tell whether the reader finds a page of a module above."""
    trade = getattr(request.site, "trade", "")
    return any(one.name == name and one.is_for(request.actor.post, trade) for one in pages())


@page(may=SET_UP)
def take_on(request: StaffRequest) -> HttpResponse:
    """Take a person on."""
    if request.method == "POST":
        answer = give(request, "staff", filled(request, "code", "name", "post", "team")).answer
        toast = phrase("{who} is on the staff.", who=request.POST.get("name", ""))
        return go(request, "people:person", toast=toast, code=answer["staff"])
    context = {
        "posts": _post_choices(request),
        "teams": organisation.team_names(request.actor.site_id or 0),
    }
    return render(request, "people/take_on.html", context)


@page(may=SEES_PEOPLE, methods=["GET"])
def person(request: StaffRequest, code: str) -> HttpResponse:
    """Show one person: post, team, moves, books, and what may be done."""
    profile = organisation.profile(request.actor, code, request.at)
    if profile is None:
        raise Http404
    site_id = request.actor.site_id or 0
    who = profile.person
    context = {
        "profile": profile,
        "person": who,
        "acts": _acts_for(request.actor, who),
        "panels": panels.PANELS,
        "teams": organisation.team_names(site_id),
        "posts": _post_choices(request),
        "colleagues": organisation.colleagues(site_id, request.at, but=code),
        "tomorrow": day_of(request.at) + timedelta(days=1),
        "suggested": first_password(),
    }
    return render(request, "people/person.html", context)


@page(may=SEES_PEOPLE, methods=["POST"])
def act(request: StaffRequest, code: str, do: str) -> HttpResponse:
    """Do one thing about a person, and show the person again."""
    profile = organisation.profile(request.actor, code, request.at)
    if profile is None:
        raise Http404
    if do not in _acts_for(request.actor, profile.person):
        raise Http404
    command = COMMANDS[do]
    person = dict.fromkeys(_people_in(command)[:1], code)
    give(request, do, {**given_by(command, request.POST), **person})
    if panels.leads_away(do):
        return go(request, "people:people", toast=command.done)
    return go(request, "people:person", toast=command.done, code=code)


def _people_in(command: Command[Any, Any]) -> list[str]:
    """Return the command's fields that name a person, the one whom it is about first."""
    fields = command.fields.model_fields.items()
    return [name for name, info in fields if reference_of_field(info) in PEOPLE]


@page(may=ANYONE)
def mine(request: StaffRequest) -> HttpResponse:
    """Show one's own page: PIN, password, open sessions, tokens."""
    if request.method == "POST":
        give(request, "set_pin", filled(request, "pin"))
        return go(request, "people:mine", toast=phrase("Your PIN is set."))
    profile = organisation.profile(request.actor, request.actor.code, request.at)
    return render(request, "people/mine.html", {"profile": profile})


@page(may=MANAGERS | SET_UP)
def site(request: StaffRequest) -> HttpResponse:
    """Change the site's name and hours."""
    if request.site is None:
        raise Http404
    if request.method == "POST":
        give(request, "change_site", filled(request, "name", "opens", "closes"))
        return go(request, "rulebook:settings", toast=phrase("The site is changed, on record."))
    return render(request, "people/site.html", {"site": request.site})


@page(may=SET_UP)
def open_site(request: StaffRequest) -> HttpResponse:
    """Open a site; the person who stands above the sites looks at it from then on."""
    if request.method == "POST":
        given = filled(request, "code", "name", "trade", "opens", "closes")
        given["policy"] = opened.usual_values(str(given.get("trade", "")))
        answer = give(request, "site", given).answer
        if request.actor.post in CHOOSE_SITES:
            request.session[SITE] = Site.objects.get(code=answer["site"]).pk
        return go(request, opened.next_page(), toast=phrase("The site is open."))
    return render(request, "people/open_site.html")


def _acts_for(actor: Actor, who: Person) -> dict[str, bool]:
    """Return which commands' forms the page offers; each command judges again."""
    is_self = who.code == actor.code
    above = rules.stands_above(actor.post, [Post(who.post)]) and not is_self
    moves = actor.post in MANAGERS and not is_self
    in_team = who.post in organisation.IN_TEAMS
    return {
        "transfer": moves and in_team,
        "lend": moves and in_team and not who.is_lent_away,
        "change_post": moves and above and who.post != Post.LEAD.value,
        "name_lead": moves and above and who.post == Post.SALESPERSON.value,
        "set_pin": above,
        "open_account": COMMANDS["open_account"].may_be_given_by(actor)
        and above
        and not who.has_account,
        "reset_password": COMMANDS["reset_password"].may_be_given_by(actor)
        and above
        and who.has_account,
        **panels.offered(panels.OnPerson(actor.post, moves, above, in_team)),
    }


def _post_choices(request: StaffRequest) -> list[tuple[str, Phrase]]:
    return post_words(getattr(request.site, "trade", ""))
