"""Every list opens on furnished sites, as a page and as both spreadsheets, for each post that may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import QuerySet, UniqueConstraint
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from salesfloor.kernel.people.api import Account, Site, Staff
from salesfloor.web.lists import LISTS
from tests.architecture.busy_area import AREA_WHO, BusyArea
from tests.architecture.everybody import WHO, BusyFloor

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.django_db
OF_ONE_THING = {"clause-cases", "given_materials", "import_cells", "what_if"}
"""Lists whose address names what they are about."""


def request_of(site: Any, code: str, query: str) -> Any:
    request: Any = RequestFactory().get(f"/?{query}")
    request.actor, request.at = site.actor(code), site.now
    request.site = Site.objects.get(pk=request.actor.site_id)
    request.htmx, request.session = HtmxDetails(request), {}
    person = Staff.objects.get(pk=request.actor.staff_id)
    request.user, _ = Account.objects.get_or_create(username=person.code, staff=person)
    return request


@pytest.mark.parametrize(("furnished", "cast"), [(BusyFloor, WHO), (BusyArea, AREA_WHO)])
def test_every_list_opens_and_leaves_as_a_spreadsheet(
    furnished: Any, cast: Mapping[str, str]
) -> None:
    site = furnished()
    actors = {
        actor.post: code
        for code in reversed(list(cast.values()))
        if (actor := site.actor(code)).staff_id is not None
    }
    loose = []
    for name in sorted(LISTS.keys() - OF_ONE_THING):
        declared = LISTS[name]
        readers = [code for post, code in actors.items() if post in frozenset(declared.may)]
        assert readers, name
        for query in ("", "as=csv", "as=xlsx"):
            answer = declared.view(request_of(site, readers[0], query))
            assert isinstance(answer, HttpResponse)
            assert answer.status_code == 200, (name, query, answer.content.decode()[:400])
        rows = declared.rows(declared.asked(request_of(site, readers[0], ""), {}))
        if isinstance(rows, QuerySet) and not tells_rows_apart(rows, declared.order):
            loose.append(name)
    assert not loose, f"rows of {loose} may be left out between two pages"


def tells_rows_apart(rows: QuerySet[Any], order: tuple[str, ...]) -> bool:
    """Tell whether no two rows of a site are the same by an order, so that no page leaves any out."""
    named = {name.removeprefix("-") for name in order} | {"site_id", "site"}
    meta = rows.model._meta
    single = {"pk", *(field.name for field in meta.fields if field.unique)}
    together = [
        set(one.fields)
        for one in meta.constraints
        if isinstance(one, UniqueConstraint) and one.fields
    ]
    return bool(single & named) or any(fields <= named for fields in together)
