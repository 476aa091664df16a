"""The playbook on one's own screen: a card, cards in a reception, an objection, practice (9.0, 9.4)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import Refused, no_access
from salesfloor.floor.playbook.choices import (
    AVOID,
    ENDED,
    TACTICS,
    CardKind,
    CardStatus,
    Cause,
    Mistake,
    Per,
    Result,
    Step,
    Tactic,
)
from salesfloor.floor.playbook.commands.cards import CLAUSES_OF_KIND, MEMBERS
from salesfloor.floor.playbook.commands.objections import owner_of
from salesfloor.floor.playbook.lists import CARDS, helped
from salesfloor.floor.playbook.models import Card, Objection, Opening, Practice
from salesfloor.floor.playbook.queries import caution_of, doubts_of, due_cards, has_part
from salesfloor.floor.reception import api as reception
from salesfloor.floor.results import api as results
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.language import joined
from salesfloor.web.pages import ask, give, give_form, go, page, row_or_404

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfloor.web.requests import StaffRequest

AT_MOST: Final = 10
"""Cards of one sitting of practice."""


def _my_talk(request: StaffRequest) -> reception.Talk | None:
    """Return the reception that one is in now."""
    talks = reception.open_talks(request.actor.site_id or 0).values()
    return next((one for one in talks if one.has(request.actor.staff_id)), None)


@page(may=MEMBERS, methods=["GET"])
def cards(request: StaffRequest) -> Any:  # noqa: ANN401 - what the list answers
    """List the cards; the person who is with a customer finds those for this talk instead (7.2.8)."""
    talk = _my_talk(request)
    if talk is not None:
        return go(request, "playbook:talk", ref=talk.ref)
    return CARDS.view(request)


@page(may=MEMBERS, methods=["GET"])
def card(request: StaffRequest, code: str) -> HttpResponse:
    """Show a card: what to say, what it rests on, who approved it, what it did so far."""
    rows = Card.objects.filter(site_id=request.actor.site_id or 0, code=code).order_by("-version")
    known = [one for one in rows if one.status != CardStatus.RETIRED] or list(rows[:1])
    if not known:
        raise Http404
    row = known[0]
    uses = [one for one in helped(row.site_id, request.at, Per.CARD) if one["key"] == code]
    names = names_of({row.written_by, row.approved_by} - {""})
    context = {
        "avoid": [one.label for one in AVOID] if row.kind == CardKind.OBJECTION else [],
        "card": row,
        "caution": caution_of(row),
        "uses": uses[0] if uses else None,
        "opened": Opening.objects.filter(site_id=row.site_id, code=code).count(),
        "in_force": next((one for one in known if one.status != CardStatus.PROPOSED), None),
    }
    facts: Sequence[tuple[Phrase, object]] = (
        (phrase("Step"), Step(row.step).label),
        (phrase("Kind"), CardKind(row.kind).label),
        (phrase("Cause"), Cause(row.cause).label if row.cause else ""),
        (phrase("Method"), Tactic(row.method).label if row.method else ""),
        (phrase("Product"), row.product),
        (phrase("Tags"), joined(row.tags)),
        (phrase("Source"), row.source or phrase("none: never say it to a customer as proven")),
        (phrase("Written by"), names.get(row.written_by, row.written_by)),
        (phrase("Approved by"), names.get(row.approved_by, row.approved_by)),
        (phrase("Version"), row.version),
        (phrase("Reason"), row.reason),
    )
    return subject_page(
        request,
        f"card:{code}",
        head=Phrase("{title}", {"title": row.title}),
        clause=CLAUSES_OF_KIND[CardKind(row.kind)][0],
        state=CardStatus(row.status).label,
        facts=[(label, value) for label, value in facts if value],
        acts=_acts(row),
        back=(phrase("Playbook"), "playbook:cards"),
        template="playbook/card.html",
        more=context,
    )


def _acts(row: Card) -> list[Act]:
    known = {"card": row.code}
    acts = [Act("approve_card", known)] if row.status == CardStatus.PROPOSED else []
    if row.kind in {CardKind.FAB, CardKind.OBJECTION} and row.status in {
        CardStatus.PROVEN,
        CardStatus.UNPROVEN,
    }:
        acts.append(Act("practise", known))
    names = ("step", "kind", "title", "wording", "product", "feature", "advantage", "benefit")
    more = ("objection", "cause", "method", "caution", "source", "tags")
    given = {name: getattr(row, name) for name in (*names, *more) if getattr(row, name)}
    acts.append(Act("card", {**known, **given}, hidden=("card",)))
    if row.status != CardStatus.RETIRED:
        acts.append(Act("retire_card", known))
    return acts


@page(may=MEMBERS, methods=["GET"])
def talk(request: StaffRequest, ref: str) -> HttpResponse:
    """Show the cards that fit a reception, for one's own eyes: what the customer says, then a tap."""
    actor = results.staff_actor(request.actor)
    row = reception.talk_named(actor.site_id, ref)
    if row is None:
        raise Http404
    if not has_part(actor, request.at, row):
        raise no_access(phrase("Whoever receives the customer sees this, or whose customer it is."))
    words = request.GET.get("words", "").replace("\x00", "").strip()[:200]
    wanted = request.GET.get("step", "")
    step = wanted if wanted in Step.labels() else Step.OBJECTION.value
    cause = request.GET.get("cause", "")
    shown = ask(request, "cards_for", step=step, ref=ref, words=words)["cards"]
    codes = [one["card"] for one in shown]
    rows = {
        one.code: one
        for one in Card.objects.filter(site_id=actor.site_id, code__in=codes).exclude(
            status__in=(CardStatus.RETIRED, CardStatus.PROPOSED)
        )
    }
    context: dict[str, Any] = {
        "talk": row,
        "words": words,
        "step": step,
        "steps": Step.pairs(),
        "cause": cause if cause in Cause.labels() else "",
        "causes": Cause.pairs(),
        "cards": [(rows[one["card"]], one) for one in shown if one["card"] in rows],
        "avoid": [one.label for one in AVOID],
        "doubts": doubts_of(actor.site_id, row.id),
        "results": Result.labels(),
        "may_log": row.has(actor.staff_id),
        "log": give_form(
            request,
            "log_objection",
            given={"ref": ref, "words": words},
            hidden=["ref", "product", "card"],
        ),
    }
    return render(request, "playbook/talk.html", context)


@page(may=MEMBERS, methods=["POST"])
def opened(request: StaffRequest, code: str) -> HttpResponse:
    """Count that a card was opened on one's own phone, and leave the page as it is (7.2.8)."""
    ref = request.POST.get("ref", "").strip()
    give(request, "open_card", {"card": code, **({"ref": ref} if ref else {})})
    return HttpResponse(status=204)


@page(may=MEMBERS, methods=["GET"])
def objection(request: StaffRequest, number: int) -> HttpResponse:
    """Show an objection: what was said, why, how it was met, and the answer that is still owed."""
    actor = results.staff_actor(request.actor)
    row: Objection = row_or_404(Objection.objects.filter(site_id=actor.site_id), number=number)
    spoken = reception.talk_named(actor.site_id, row.ref)
    if spoken is None or not has_part(actor, request.at, spoken):
        raise no_access(phrase("Whoever receives the customer sees this, or whose customer it is."))
    advice = TACTICS[Tactic(row.method)] if row.method else None
    facts: Sequence[tuple[Phrase, object]] = (
        (phrase("Reception"), row.ref),
        (phrase("Cause"), Cause(row.cause).label),
        (phrase("Method"), Tactic(row.method).label if row.method else ""),
        (phrase("What the method is for"), Phrase(advice.purpose) if advice else ""),
        (phrase("The card"), row.card),
        (phrase("About"), row.product),
        (phrase("Why the answer is put off"), row.reason),
        (phrase("Answer by"), phrase("{on}", on=row.answer_by) if row.answer_by else ""),
        (phrase("Logged by"), names_of([row.logged_by]).get(row.logged_by, row.logged_by)),
    )
    mine = spoken.has(actor.staff_id) or owner_of(row, request.at, actor) == actor.staff_id
    may_answer = mine and row.result not in ENDED
    return subject_page(
        request,
        f"objection:{number}",
        head=phrase("Objection {objection}", objection=number),
        clause="9.4.4",
        words=row.words,
        state=Result(row.result).label,
        facts=[(label, value) for label, value in facts if value],
        acts=[Act("answer_objection", {"objection": number})] if may_answer else [],
        back=(phrase("Objections"), "playbook:objections"),
    )


@page(may=MEMBERS)
def practice(request: StaffRequest) -> HttpResponse:
    """Practise the cards of today: what the customer says, one's own words, what the rules find in them."""
    actor = results.staff_actor(request.actor)
    context: dict[str, Any] = {"labels": Mistake.labels()}
    if request.method == "POST":
        code = request.POST.get("card", "")
        given = {
            name: text
            for name in ("words", "method")
            if (text := request.POST.get(name, "").strip())
        }
        try:
            answer = give(request, "practise", {"card": code, **given}).answer
        except Refused as refusal:
            context["refusal"] = refusal
        else:
            next_on = date.fromisoformat(str(answer["next_on"]))
            done = Card.objects.filter(site_id=actor.site_id, code=code).last()
            context |= {"answer": answer, "next_on": next_on, "done": done}
            context["said"] = given["words"]
    due = due_cards(actor.site_id, actor.staff_id, request.at)
    boxes = dict(
        Practice.objects.filter(site_id=actor.site_id, staff_id=actor.staff_id).values_list(
            "code", "box"
        )
    )
    context |= {
        "due": due[:AT_MOST],
        "more": max(0, len(due) - AT_MOST),
        "card": due[0] if due else None,
        "box": boxes.get(due[0].code, 0) if due else 0,
        "methods": Tactic.pairs(),
        "address": reverse("playbook:practice"),
        "may_write": request.actor.post in MANAGERS,
    }
    return render(request, "playbook/practice.html", context)
