"""The page behind a link: one form for one person, and nothing else of the product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import restored
from salesfloor.base.refusals import Refused
from salesfloor.kernel.asks import links
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.forms import fields_of_form, given_by

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from salesfloor.base.acts import Actor
    from salesfloor.kernel.asks.models import Ask

GONE, CONFLICT = 410, 422
MOST_TRIES: Final = 20
"""Answers to one question in a quarter of an hour: each that is refused is on record."""


# Nobody's session gives the answer: the link itself does, and it tells no other page its address, so that
# browsers name no origin either.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form with the person's name on it, or give its command, once."""
    at = rulebook.database_now(timezone.now())
    ask = links.ask_of(token, at)
    if isinstance(ask, links.Over):
        return _over(request, ask)
    person = people.Staff.objects.filter(pk=ask.staff_id, left_at=None).first()
    if person is None:
        return _over(request, links.Over.LEFT)
    actor = people.actor_by_code(person.code, at)
    other = _somebody_else(request, ask)
    if request.method == "POST" and (not other or request.POST.get("is_me") == "1"):
        return _unreferred(_given(request, ask, actor, at))
    return _unreferred(_form(request, ask, actor, at, is_other=other))


def _somebody_else(request: HttpRequest, ask: Ask) -> bool:
    """Tell whether somebody else is logged in on this device."""
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated and user.staff_id != ask.staff_id)


def _over(request: HttpRequest, why: links.Over) -> HttpResponse:
    return _unreferred(render(request, "asks/over.html", {"why": why.label}, status=GONE))


def _unreferred(response: HttpResponse) -> HttpResponse:
    """Let the address of a link go nowhere: it is the key to its form."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _given(request: HttpRequest, ask: Ask, actor: Actor, at: datetime) -> HttpResponse:
    command = COMMANDS[ask.command]
    fixed = {name: ask.given[name] for name in ask.fixed if name in ask.given}
    own = given_by(command, request.POST)
    given = {name: value for name, value in own.items() if name not in ask.fixed} | fixed
    refusal = None
    if not people.take_try(f"answer:{ask.pk}", most=MOST_TRIES, at=at).is_allowed:
        return _form(request, ask, actor, at, sentence=people.TOO_OFTEN, given=given)
    with transaction.atomic():  # a refusal is on record, too: it does not leave the transaction
        if not links.use(ask, at):
            return _over(request, links.Over.ANSWERED)
        try:
            command.give(actor=actor, at=at, given=given)
        except Refused as refused:
            refusal = refused
            links.give_back(ask)
    if refusal is not None:
        return _form(request, ask, actor, at, sentence=refusal.sentence, given=given)
    return render(request, "asks/done.html", {"done": command.done})


def _form(
    request: HttpRequest,
    ask: Ask,
    actor: Actor,
    at: datetime,
    *,
    sentence: Any = None,  # noqa: ANN401
    given: dict[str, Any] | None = None,
    is_other: bool = False,
) -> HttpResponse:
    command = COMMANDS[ask.command]
    filled = {**ask.given, **(given or {})}
    question = restored(ask.template, ask.facts)
    in_time_until = question.facts.get("until")
    fields = fields_of_form(command, actor=actor, at=at, given=filled, hidden=ask.fixed)
    facts = {
        "question": question,
        "in_time_until": in_time_until if in_time_until != ask.until_at else None,
        "name": actor.name,
        "fields": fields,
        "prefix": "ask-",
        "word": command.word,
        "refusal": sentence,
        "until": ask.until_at,
        "is_other": is_other,
    }
    status = CONFLICT if sentence or (is_other and request.method == "POST") else 200
    return render(request, "asks/answer.html", facts, status=status)
