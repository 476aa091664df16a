"""The rulebook's pages: all clauses, one clause with its evidence, the policies."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.dates import read_day
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, MANAGERS, SET_UP
from salesfloor.base.refusals import Refused, bad_input
from salesfloor.base.trades import Trade
from salesfloor.kernel.rulebook import evidence, printing
from salesfloor.kernel.rulebook import settings as policies
from salesfloor.kernel.rulebook.alive import home_of
from salesfloor.kernel.rulebook.clauses import (
    Article,
    Clause,
    Parameter,
    articles,
    clauses,
    parameters,
)
from salesfloor.kernel.rulebook.queries import STATES, Wanted, neighbours, overview, section_of
from salesfloor.kernel.rulebook.words import KINDS, STATE_WORDS, WAYS, choice_word
from salesfloor.web.charts import Chart, Series, Tone
from salesfloor.web.dates import short_day
from salesfloor.web.fields import NAME, about_field
from salesfloor.web.pages import filled, give, go, is_fragment, may, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.web.requests import StaffRequest

SET_THEM: Final = MANAGERS | SET_UP
TALLY_WORDS: Final = {
    "applied": phrase("applied"),
    "refused": phrase("refused"),
    "missed": phrase("missed"),
}
CASES_SHOWN: Final = 12
"""How many cases stand on the clause's own page."""


@page(may=ANYONE, methods=["GET"])
def rulebook(request: StaffRequest) -> HttpResponse:
    """Show all articles with what they did lately, or the clauses somebody looks for."""
    wanted = Wanted.of(request.GET)
    whole = overview(request.actor.site_id, request.at)
    groups = whole.groups(articles(), wanted) if wanted else []
    context = {
        "wanted": wanted,
        "chapters": whole.chapters(),
        "groups": groups,
        "in_force": whole.in_force,
        "found": sum(group.size for group in groups),
        "alive": len(whole.alive),
        "total": len(clauses()),
        "kinds": [(kind, label) for kind, (label, _) in KINDS.items()],
        "states": [(state, STATE_WORDS[state]) for state in STATES],
        "days": evidence.DAYS,
    }
    template = "rulebook/_found.html" if is_fragment(request) else "rulebook/rulebook.html"
    return render(request, template, context)


@page(may=ANYONE, methods=["GET"])
def article(request: StaffRequest, number: int) -> HttpResponse:
    """Show one article, clause by clause."""
    found = _article(number)
    whole = overview(request.actor.site_id, request.at)
    context = {
        "article": found,
        "groups": whole.groups([found], Wanted()),
        "in_force": whole.in_force,
        "articles": articles(),
        "days": evidence.DAYS,
    }
    return render(request, "rulebook/article.html", context)


@page(may=ANYONE, methods=["GET"])
def article_paper(request: StaffRequest, number: int) -> HttpResponse:
    """Give one article as PDF, for the wall."""
    found = _article(number)
    site_id = request.actor.site_id or 0
    names = [one.name for clause in found.clauses for one in clause.parameters]
    in_force = policies.settings(site_id, request.at, names)
    name = request.site.name if request.site else ""
    paper = printing.article(found, in_force, site=name, on=day_of(request.at))
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="article-{number}.pdf"'
    return response


@page(may=ANYONE, methods=["GET"])
def clause(request: StaffRequest, number: str) -> HttpResponse:
    """Show one clause: its text, what the product does, its values, what it did lately."""
    found = _clause(number)
    of = _article(int(number.partition(".")[0]))
    names = [one.name for one in found.parameters]
    lately = evidence.lately(request.actor.site_id, number, request.at)
    before, after = neighbours(of, number)
    home = home_of(number)
    recent = evidence.cases_of(request.actor, number, request.at).order_by("-pk")
    sections = {section.id: section for section in of.sections}
    context = {
        "clause": found,
        "article": of,
        "section": sections.get(section_of(of, number)),
        "kind_words": [KINDS[kind] for kind in found.kinds],
        "settings": list(policies.settings(request.actor.site_id or 0, request.at, names).values()),
        "may_set": may(request.actor, "policy"),
        "offered": policies.offered(_trade(request)),
        "lately": lately,
        "count": lately.count,
        "chart": _chart(lately),
        "cases": evidence.as_shown(list(recent[:CASES_SHOWN]), number, request.actor),
        "sees_all": request.actor.post in evidence.SEES_ALL,
        "home": home,
        "commands": sorted(lately.commands | set(home.commands)),
        "is_alive": bool(home or lately.count),
        "before": before,
        "after": after,
        "days": evidence.DAYS,
    }
    return render(request, "rulebook/clause.html", context)


@page(may=SET_THEM, methods=["GET"])
def settings(request: StaffRequest) -> HttpResponse:
    """Show the site's facts and every policy by its clause."""
    trade = _trade(request)
    by_name = policies.settings(request.actor.site_id or 0, request.at, policies.offered(trade))
    words = request.GET.get("q", "")[:60].strip().casefold()
    only_own = request.GET.get("own") == "1"
    chapters = []
    for one in articles():
        rows = [
            by_name[parameter.name]
            for rule in one.clauses
            for parameter in rule.parameters
            if parameter.name in by_name
            and words in f"{parameter.name} {parameter.label_zh} {parameter.label_en}".casefold()
        ]
        rows = [row for row in rows if not only_own or row.history]
        if rows:
            chapters.append((one, rows))
    context = {
        "chapters": chapters,
        "words": words,
        "only_own": only_own,
        "trade": Trade.labels().get(trade, ""),
    }
    template = "rulebook/_policies.html" if is_fragment(request) else "rulebook/settings.html"
    return render(request, template, context)


@page(may=SET_THEM)
def policy(request: StaffRequest, name: str) -> HttpResponse:
    """Show one policy with its history, and let it be changed from a day on."""
    parameter = _policy(request, name)
    if request.method == "POST":
        given = {
            "name": name,
            "value": policies.typed_value(parameter, request.POST),
            "from": request.POST.get("from", ""),
            "reason": request.POST.get("reason", ""),
            "seen": request.POST.get("seen", "0"),
        }
        _ask_why_and_what(request, parameter, given)
        give(request, "policy", given)
        return go(request, "rulebook:policy", toast=phrase("The change is on record."), name=name)
    found = policies.setting(request.actor.site_id or 0, name, request.at)
    context = {
        "setting": found,
        "parameter": parameter,
        "clause": clauses()[parameter.clause],
        "choices": [(one, choice_word(parameter, one)) for one in parameter.choices],
        "today": day_of(request.at),
        "may_set": may(request.actor, "policy"),
        "way": WAYS.get(name),
    }
    return render(request, "rulebook/policy.html", context)


@page(may=SET_THEM, methods=["POST"])
def preview(request: StaffRequest, name: str) -> HttpResponse:
    """Show what a change would do, before it is set."""
    parameter = _policy(request, name)
    site_id = request.actor.site_id or 0
    lately = evidence.lately(site_id, parameter.clause, request.at)
    context = {
        "preview": policies.preview(
            policies.setting(site_id, name, request.at),
            policies.typed_value(parameter, request.POST),
            _day_asked(request),
            request.at,
            applied=lately.count.applied,
        ),
        "parameter": parameter,
        "days": evidence.DAYS,
    }
    return render(request, "rulebook/_preview.html", context)


@page(may=SET_THEM, methods=["POST"])
def withdraw(request: StaffRequest, name: str) -> HttpResponse:
    """Withdraw a change that has not begun."""
    _policy(request, name)
    given = {"name": name, **filled(request, "from", "reason", "seen")}
    _ask_why(given, "withdraw_policy")
    give(request, "withdraw_policy", given)
    toast = phrase("The change is withdrawn, on record.")
    return go(request, "rulebook:policy", toast=toast, name=name)


def _ask_why_and_what(
    request: StaffRequest, parameter: Parameter, given: Mapping[str, Any]
) -> None:
    """Let nobody change a policy on the page without a reason, or set the value that holds then anyway.

    :raises Refused: `input`, at the field.
    """
    fields = COMMANDS["policy"].fields
    _ask_why(given, "policy")
    now = policies.setting(request.actor.site_id or 0, parameter.name, request.at)
    value, day = given["value"], _day_asked(request)
    try:
        change = policies.preview(now, value, day, request.at, applied=0)
    except Refused as refusal:
        raise about_field(refusal, fields, given) from None
    if change.changes_nothing and str(now.serial) == given["seen"]:
        sentence = phrase("Nothing would change: this value holds then anyway. Nothing is set.")
        raise bad_input(Phrase(sentence.template, {NAME: "value"}))


def _ask_why(given: Mapping[str, Any], command: str) -> None:
    """Ask for the reason that the page's form has and the command leaves open.

    :raises Refused: `input`, at the field.
    """
    if not str(given.get("reason", "")).strip():
        refusal = bad_input(phrase("{field} is missing.", field="reason"))
        raise about_field(refusal, COMMANDS[command].fields)


def _day_asked(request: StaffRequest) -> date:
    """Return the day that the form says, as the command would take it.

    :raises Refused: `input` for what is no day, or one beyond all calendars of ours.
    """
    text = request.POST.get("from", "")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise bad_input(phrase("Say from which day.", field="from")) from None
    try:
        return read_day(text)
    except UnusableError as beyond:
        sentence = phrase("{field} cannot be used: {wrong}.", field="from", wrong=beyond.sentence)
        raise bad_input(sentence) from None


def _trade(request: StaffRequest) -> str:
    return getattr(request.site, "trade", "")


def _policy(request: StaffRequest, name: str) -> Parameter:
    """Return a policy by which something goes at the site on screen."""
    parameter = parameters().get(name)
    if parameter is None or not parameter.is_for(_trade(request)):
        raise Http404
    return parameter


def _chart(lately: evidence.Lately) -> Chart:
    """Return a clause's last days, stacked: what was missed at the foot, then refused, then applied."""
    tones: tuple[tuple[str, Tone], ...] = (
        ("missed", "warn"),
        ("refused", "bad"),
        ("applied", "good"),
    )
    return Chart(
        phrase("The last {days} days", days=evidence.DAYS),
        [short_day(day.on) for day in lately.days],
        [
            Series(TALLY_WORDS[name], [getattr(day, name) for day in lately.days], tone)
            for name, tone in tones
        ],
        is_stacked=True,
    )


def _clause(number: str) -> Clause:
    found = clauses().get(number)
    if found is None:
        raise Http404
    return found


def _article(number: int) -> Article:
    found = next((one for one in articles() if one.number == number), None)
    if found is None:
        raise Http404
    return found
