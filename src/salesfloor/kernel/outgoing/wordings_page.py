"""The page of texts: what messages say, in whose words, how long by SMS, whether robots take them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.china_time import day_of
from salesfloor.base.trades import Trade, trade_of
from salesfloor.kernel.outgoing.choices import ROBOTS
from salesfloor.kernel.outgoing.queries import channels_of
from salesfloor.kernel.outgoing.rules import SMS_LENGTH
from salesfloor.kernel.wordings import api as wordings
from salesfloor.web.dates import is_chinese
from salesfloor.web.language import said, translated
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=wordings.SETTERS, methods=["GET"])
def texts(request: StaffRequest) -> HttpResponse:
    """Show the texts of messages with an example of each, and the form for one's own words of one."""
    site_id = request.actor.site_id
    if site_id is None:
        raise Http404
    robots = channels_of(site_id).filter(way__in=sorted(ROBOTS)).exclude(keyword="")
    keywords = list(robots.values_list("name", "keyword"))
    has_rounds = trade_of(site_id) is Trade.BANK_CARDS
    said_here = [one for one in wordings.Text if has_rounds or one not in wordings.OF_ROUNDS]
    shown = [_shown(request, site_id, text, keywords) for text in said_here]
    chosen = next((one for one in shown if one["text"] == request.GET.get("text")), None)
    context: dict[str, Any] = {"texts": shown, "chosen": chosen, "form": None}
    if chosen is not None:
        given = {
            "text": chosen["text"].value,
            "words": chosen["coming_words"] or chosen["words"],
            "from": (day_of(request.at) + timedelta(days=1)).isoformat(),
        }
        back = f"{reverse('outgoing:texts')}#text-{chosen['text'].value}"
        context["form"] = give_form(request, "reword", given=given, hidden=("text",), next_url=back)
    return render(request, "outgoing/texts.html", context)


def _shown(
    request: StaffRequest, site_id: int, text: wordings.Text, keywords: list[tuple[str, str]]
) -> dict[str, Any]:
    found, today = wordings.WORDINGS[text], day_of(request.at)
    names = {name: one.zh if is_chinese() else one.en for name, one in found.placeholders.items()}
    own = wordings.own_words(site_id, text, today)
    coming = wordings.OwnWords.objects.filter(
        site_id=site_id, text=text.value, starts_on__gt=today
    ).order_by("starts_on", "-pk")
    example = said(wordings.example(text, own))
    length = wordings.length_by_sms(
        said(wordings.short(wordings.example(text, own))), has_link=found.carries_link
    )
    first = coming.first()
    return {
        "text": text,
        "label": text.label,
        "names": list(names.values()),
        "words": _with_names(own or translated(found.template.template), names),
        "is_own": bool(own),
        "example": example,
        "length": length,
        "is_long": length > SMS_LENGTH,
        "coming": first,
        "coming_words": _with_names(first.words, names) if first else "",
        "lacking": [(name, word) for name, word in keywords if word not in example],
    }


def _with_names(words: str, names: Mapping[str, str]) -> str:
    """Return words with the placeholders' names in the language of whoever reads."""
    return re.sub(r"\{(\w+)\}", lambda found: f"{{{names.get(found[1], found[1])}}}", words)
