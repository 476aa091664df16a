"""The view kit: who may see a page, how a form gives a command, how a refusal is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from salesfloor.base.commands import COMMANDS, QUESTIONS, Answer, Outcome, count_refusal, was_given
from salesfloor.base.fingerprints import fingerprint
from salesfloor.base.happenings import happening
from salesfloor.base.modules import ways_out
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ABOVE_SITES, Post
from salesfloor.base.refusals import ACCESS, INPUT, Busy, ClockUnsure, KeyReused, Refused
from salesfloor.base.verdicts import Verdict
from salesfloor.web import frame
from salesfloor.web.directory import with_names
from salesfloor.web.fields import about_field, field_of
from salesfloor.web.forms import Field, fields_of_form
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.db.models import Model, QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from salesfloor.base.commands import Actor, Command
    from salesfloor.web.requests import StaffRequest

SITE: Final = "site"
CHOOSE_SITES: Final = ABOVE_SITES
"""Who may look at any site of the house."""
KEY_FIELD: Final = "key"
OPEN_PAGE: Final = happening("open_on_screen", phrase("Open a page on the screen"))
"""Under which name the refusal of a page is counted."""
BUSY: Final = phrase(
    "Somebody else is registering at this very moment. Nothing was done; press again."
)
CLOCK_UNSURE: Final = phrase(
    "The server's clock has jumped, so nothing was recorded. Try again in a minute; if this is said again,"
    " tell whoever runs the machine."
)
REUSED: Final = phrase(
    "This form was sent before with other contents, and that is on record. Open the page anew "
    "before sending something else."
)


@dataclass(frozen=True, slots=True)
class CommandForm:
    """A command's form on a page."""

    name: str
    word: Phrase
    clauses: tuple[str, ...]
    url: str
    next: str
    fields: list[Field]
    prefix: str
    again: Phrase | None = None
    """What a second tap repeats before the command is given; None where one tap does."""


def page(
    *, may: Iterable[Post], methods: Iterable[str] = ("GET", "POST"), screens: bool = False
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Open a view to those posts; the person who is not signed in goes to the log-in page.

    `screens` opens it to paired screens on the wall, too: then there is no actor, but a site and the
    hour. The view's request is a `StaffRequest`. What it refuses is shown as a sentence.
    """
    posts, allowed = frozenset(may), [*methods]
    if "GET" in allowed:
        allowed.append("HEAD")

    def bind(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def shown(request: StaffRequest, **named: Any) -> HttpResponseBase:  # noqa: ANN401
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            is_screen = screens and getattr(request, "screen", None) is not None
            if getattr(request, "actor", None) is None and not is_screen:
                return _to_log_in(request, screens=screens)
            try:
                if not is_screen:
                    look_at_chosen_site(request)
                if not is_screen and request.actor.post not in posts:
                    raise Refused(ACCESS, phrase("This page is not for your post."))  # noqa: TRY301
                response: HttpResponseBase = view(request, **named)
            except (Refused, Busy, KeyReused) as refusal:
                if request.method == "GET":
                    _count(request, refusal)
                response = refused(request, refusal)
            patch_vary_headers(response, ["HX-Request", "Cookie"])
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        shown.may = posts  # type: ignore[attr-defined]
        shown.methods = frozenset(allowed)  # type: ignore[attr-defined]
        return shown

    return bind


def _count(request: StaffRequest, refusal: Refused | Busy | KeyReused) -> None:
    """Count a page that a clause keeps closed, as the commands behind it are counted."""
    if isinstance(refusal, Refused) and refusal.clause not in {INPUT, ACCESS}:
        count_refusal(OPEN_PAGE, request.actor, request.at, refusal)


def _to_log_in(request: HttpRequest, *, screens: bool = False) -> HttpResponse:
    if screens and settings.SCREEN_COOKIE_NAME in request.COOKIES:
        return HttpResponseRedirect(settings.SCREEN_URL)  # a screen that was disconnected
    if not is_fragment(request):
        return redirect_to_login(request.get_full_path())
    response = HttpResponse(status=401)
    response["HX-Redirect"] = redirect_to_login(_page_of(request)).url
    return response


def _page_of(request: HttpRequest) -> str:
    """Return the address of the page that a fragment belongs to; the page of the day for none of ours."""
    try:
        return HtmxDetails(request).current_url_abs_path or "/"
    except ValueError:  # what the header holds is no address
        return "/"


def look_at_chosen_site(request: StaffRequest) -> None:
    """Let anyone who stands above the sites act at the one they chose in the header.

    Who sets a house up stands at its first site without choosing, as long as it is the only one.
    """
    if request.actor.post not in CHOOSE_SITES:
        return
    chosen = request.session.get(SITE)
    if chosen is None and request.actor.post is Post.OPERATOR and len(sites := frame.sites()) == 1:
        chosen = sites[0].pk
    if chosen is None or chosen == request.actor.site_id:
        return
    site = next((site for site in frame.sites() if site.pk == chosen), None)
    if site is not None:
        request.site = site
        request.actor = replace(request.actor, site_id=site.pk)


def is_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a piece of a page."""
    return request.headers.get("HX-Request") == "true"


def give(request: StaffRequest, name: str, given: Mapping[str, Any] | None = None) -> Outcome:
    """Give a command with the form's key, so that a form sent twice is done once.

    Without `given`, the fields of the form that are not empty are given.

    :raises Refused: and is shown by `page` as a sentence, with its clause.
    """
    fields = filled(request) if given is None else dict(given)
    command = COMMANDS[name]
    try:
        return command.give(
            actor=request.actor,
            at=request.at,
            given=fields,
            key=_key_of(request),
            fingerprint=fingerprint(name, command.fields, request.actor.site_id, fields),
        )
    except Refused as refusal:
        raise about_field(refusal, command.fields, fields) from None


def was_sent(request: StaffRequest) -> bool:
    """Tell whether the form was sent before: its answer may have been lost on the way."""
    key = _key_of(request)
    return key is not None and was_given(key)


def _key_of(request: StaffRequest) -> str | None:
    key = request.POST.get(KEY_FIELD, "")[:100]
    return f"form:{request.actor.code}:{key}" if key else None


def give_form(
    request: StaffRequest,
    name: str,
    *,
    next_url: str = "",
    hidden: Iterable[str] = (),
    given: Mapping[str, Any] | None = None,
    about: object = "",
    clauses: tuple[str, ...] = (),
) -> CommandForm:
    """Return the form of a command for a page, filled with `given`.

    `about` tells the forms of one command apart, where a page has several of them; `clauses` are those that
    the matter of the page is under, where they are fewer than the command's.
    """
    declared = COMMANDS[name]
    fields = fields_of_form(
        declared, actor=request.actor, at=request.at, given=given, hidden=hidden
    )
    return CommandForm(
        name=name,
        word=declared.word,
        clauses=clauses or declared.clauses,
        url=reverse("web:give", args=[name]),
        next=next_url or request.get_full_path(),
        fields=fields,
        prefix=f"{name}-{about}-" if about != "" else f"{name}-",
    )


def ask(request: StaffRequest, name: str, **given: Any) -> Answer:  # noqa: ANN401 - the question knows
    """Ask a registered question."""
    return QUESTIONS[name].ask(actor=request.actor, at=request.at, given=given)


def filled(request: HttpRequest, *names: str) -> dict[str, Any]:
    """Return the form's fields that hold something; only those named, where names are given."""
    left_out = {KEY_FIELD, "csrfmiddlewaretoken"}
    wanted = names or [name for name in request.POST if name not in left_out]
    return {name: text for name in wanted if (text := request.POST.get(name, "").strip())}


def may(actor: Actor, name: str, *verdicts: Verdict) -> Verdict:
    """Return the first reason why a button would be refused, for greying it."""
    command = COMMANDS[name]
    if not command.may_be_given_by(actor):
        return Verdict(command.rights_of(actor).post_clause, phrase("This is not for your post."))
    return next(
        (verdict for verdict in verdicts if not verdict), Verdict(command.post_clause, None)
    )


def row_or_404(rows: QuerySet[Any], **by: Any) -> Any:  # noqa: ANN401 - one of the rows
    """Return the one row, or answer that there is no such page; scope `rows` to the site first."""
    row: Model | None = rows.filter(**by).first()
    if row is None:
        raise Http404
    return row


def refused(request: HttpRequest, refusal: Refused | Busy | KeyReused) -> HttpResponse:
    """Show what was refused, by which clause, what to do: a fragment for htmx, else a page."""
    status, clause, sentence = _sentence_of(refusal)
    if status == 422 and clause == ACCESS and request.method in {"GET", "HEAD"}:  # noqa: PLR2004
        status = 403
    [named] = with_names([sentence])
    field = field_of(refusal) if isinstance(refusal, Refused) else ""
    facts = {
        "sentence": named,
        "clause": clause,
        "is_busy": isinstance(refusal, Busy),
        "field": field,
        "ways_out": ways_out(clause),
    }
    template = "web/_refusal.html" if is_fragment(request) else "web/refused.html"
    response = render(request, template, facts, status=status)
    response["X-Refused-By"] = clause
    return response


def _sentence_of(refusal: Refused | Busy | KeyReused) -> tuple[int, str, Phrase]:
    if isinstance(refusal, Refused):
        return 422, refusal.clause, refusal.sentence
    if isinstance(refusal, Busy):
        return 503, "", CLOCK_UNSURE if isinstance(refusal, ClockUnsure) else BUSY
    return 409, "", REUSED


def own_address(request: HttpRequest, otherwise: str = "/") -> str:
    """Return the page to go on to that the form names, if it is one of ours, as an address is written."""
    wished = request.POST.get("next", "")
    is_ours = wished.startswith("/") and url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return iri_to_uri(wished) if is_ours else otherwise


def go(request: HttpRequest, to: str, *, toast: Phrase | None = None, **named: Any) -> HttpResponse:  # noqa: ANN401
    """Send the person on after a command, to a page named as in `urls.py`, with a word on it."""
    url = resolve_url(to, **named)
    response: HttpResponse
    if is_fragment(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
    else:
        response = HttpResponseRedirect(url)
    if toast is not None:
        response.set_cookie("toast", quote(said(toast)), max_age=20, samesite="Strict")
    return response


def said_after(declared: Command[Any, Any], answer: Mapping[str, Any]) -> Phrase:
    """Return what a page says after a command: of its answer, else the command's own word."""
    told = declared.answer_type.said(answer) if declared.answer_type else None
    return told or declared.done


def toasted(response: HttpResponse, toast: Phrase) -> HttpResponse:
    """Let a fragment bring a word that is shown for a moment."""
    response["HX-Trigger"] = json.dumps({"toast": said(toast)})
    return response
