"""The page on which the rules are signed, with who has not signed them for those who lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.trades import Trade
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.signing.models import Signature
from salesfloor.kernel.signing.versions import ARTICLES, CLAUSE_OF, SIGNS, unsigned_by, version_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

SEES_ALL = LEADERS | {Post.ADMIN}


@page(may=SIGNS, methods=["GET"])
def mine(request: StaffRequest) -> HttpResponse:
    """Lead to the article that the people of the site sign, with what was asked, such as a step of the tour."""
    article = ARTICLES.get(Trade(getattr(request.site, "trade", "")))
    if article is None:
        raise Http404
    own = [article, request.actor.code]
    return HttpResponseRedirect(reverse("signing:rules", args=own, query=request.GET))


@page(may=SIGNS, methods=["GET"])
def rules(request: StaffRequest, article: int, who: str) -> HttpResponse:
    """Show the version in force, whether somebody signed it, and the way to sign it oneself."""
    actor = request.actor
    shown = next((one for one in rulebook.articles() if one.number == article), None)
    site = people.Site.objects.filter(pk=actor.site_id or 0).first()
    if shown is None or site is None or (who != actor.code and actor.post not in SEES_ALL):
        raise Http404
    version = version_of(site, article, request.at)
    signed = Signature.objects.filter(site_id=site.pk, article=article, version=version.name)
    own = signed.filter(staff_id=actor.staff_id or 0).first()
    context = {
        "article": shown,
        "version": version,
        "own": own,
        "clause_number": CLAUSE_OF.get(article, "1.3.1"),
        "form": None
        if own
        else give_form(request, "sign_rulebook", given={"article": article}, hidden=["article"]),
        "unsigned": unsigned_by(site, article, request.at) if actor.post in SEES_ALL else None,
    }
    return render(request, "signing/rules.html", context)
