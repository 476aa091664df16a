"""What the kit itself answers: which site one looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from salesfloor.base.posts import ANYONE
from salesfloor.web import frame
from salesfloor.web.pages import CHOOSE_SITES, SITE, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from salesfloor.web.requests import StaffRequest


def _back(request: HttpRequest) -> HttpResponseRedirect:
    wished = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wished if is_ours else "/")


@page(may=ANYONE, methods=["POST"])
def change_site(request: StaffRequest) -> HttpResponse:
    """Look at another site; only those who stand above one have a choice."""
    wished = request.POST.get("site", "")
    is_free = request.actor.post in CHOOSE_SITES
    if not is_free or wished not in {str(site.pk) for site in frame.sites()}:
        raise Http404
    request.session[SITE] = int(wished)
    return _back(request)
