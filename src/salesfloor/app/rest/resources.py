"""`GET` of what the commands speak of: sites, staff, customers, receptions, registers.

Lists page by key (`after`), never by counting; phones are masked; what is not at one's site, or
is a colleague's, is not there.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import orjson
import pydantic
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel, ConfigDict, Field

from salesfloor.app.rest import documents
from salesfloor.app.rest.authentication import CHOOSE_SITES, SITE, who_and_when
from salesfloor.base.china_time import end_of, iso, start_of
from salesfloor.base.dates import Day
from salesfloor.base.input_errors import sentence_about
from salesfloor.base.names import masked_name
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.floor.customers.api import Claim, Customer
from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.people.api import Site, Staff
from salesfloor.kernel.registers.api import Book

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.base.commands import Actor

    Answer = dict[str, Any]
    View = Callable[[Actor, datetime, Any], Any]

router: Final = Router(tags=["resources"])
WHOLE_SITE: Final = LEADERS | {Post.DESK}
"""Who sees every customer and reception of the site; a salesperson sees the own ones."""

Key = Annotated[int, Field(ge=0, le=2**62)]


class Nothing(BaseModel):
    """No parameters."""

    model_config = ConfigDict(extra="forbid")


class Paging(Nothing):
    """Where a page begins and how long it is."""

    after: Key | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25


class ReceptionPaging(Paging):
    """Which receptions."""

    on: Day | None = None
    state: Literal["open", "ended"] | None = None


def _is_own_only(actor: Actor) -> bool:
    """Tell whether the person sees the own rows only.

    :raises Refused: `access` for posts that see none.
    """
    if actor.post in WHOLE_SITE:
        return False
    if actor.post is not Post.SALESPERSON:
        raise no_access(phrase("This is not for your post."))
    return True


def sites(actor: Actor, at: datetime, asked: Nothing) -> Answer:
    """List the sites one may act at."""
    del at, asked
    rows = Site.objects.order_by("code")
    if actor.post not in CHOOSE_SITES:
        rows = rows.filter(pk=actor.site_id or 0)
    return {"items": [_site(site) for site in rows]}


def _site(site: Site) -> Answer:
    hours = {"opens": f"{site.opens:%H:%M}", "closes": f"{site.closes:%H:%M}"}
    return {"code": site.code, "name": site.name, "trade": site.trade, **hours}


def staff(actor: Actor, at: datetime, asked: Paging) -> Answer:
    """List the people of the site."""
    del at
    rows = Staff.objects.filter(site_id=actor.site_id or 0, left_at=None).select_related("team")
    return _page(rows, asked, _person, newest_first=False)


def _person(person: Staff) -> Answer:
    team = person.team.name if person.team else None
    return {"code": person.code, "name": person.name, "post": person.post, "team": team}


def customers(actor: Actor, at: datetime, asked: Paging) -> Answer:
    """List customers, the newest first: all of the site's, or a salesperson's own."""
    rows = _customers(actor, at)
    page = _page(rows, asked, lambda row: row)
    whose = _claims(actor, at, [row.phone for row in page["items"]])
    page["items"] = [_customer(row, whose.get(row.phone)) for row in page["items"]]
    return page


def customer(actor: Actor, at: datetime, key: int) -> Answer:
    """Return one customer."""
    found = _customers(actor, at).filter(pk=key).first()
    if found is None:
        raise Http404
    return _customer(found, _claims(actor, at, [found.phone]).get(found.phone))


def _customers(actor: Actor, at: datetime) -> Any:  # noqa: ANN401 - a queryset
    rows = Customer.objects.filter(site_id=actor.site_id or 0)
    if _is_own_only(actor):
        own = _standing(actor, at).filter(owner_id=actor.staff_id)
        rows = rows.filter(phone__in=own.values("phone"))
    return rows


def _standing(actor: Actor, at: datetime) -> Any:  # noqa: ANN401 - a queryset
    return Claim.objects.filter(site_id=actor.site_id or 0, ended_at=None, lapses_at__gt=at)


def _claims(actor: Actor, at: datetime, phones: list[str]) -> dict[str, tuple[str, datetime]]:
    claims = list(_standing(actor, at).filter(phone__in=phones)) if phones else []
    owners = Staff.objects.in_bulk({claim.owner_id for claim in claims}) if claims else {}
    return {claim.phone: (owners[claim.owner_id].code, claim.lapses_at) for claim in claims}


def _customer(row: Customer, claim: tuple[str, datetime] | None) -> Answer:
    return {
        "id": row.pk,
        "name": masked_name(row.name),
        "phone": masked_phone(row.phone),
        "area": row.area,
        "medium": row.medium,
        "owner": claim[0] if claim else None,
        "lapses_at": iso(claim[1]) if claim else None,
    }


def receptions(actor: Actor, at: datetime, asked: ReceptionPaging) -> Answer:
    """List receptions, the newest first: all of the site's, or a salesperson's own."""
    del at
    rows = _receptions(actor)
    if asked.on is not None:
        rows = rows.filter(
            registered_at__gte=start_of(asked.on), registered_at__lt=end_of(asked.on)
        )
    if asked.state is not None:
        rows = rows.filter(ended_at__isnull=asked.state == "open")
    page = _page(rows, asked, lambda row: row)
    receivers = Staff.objects.in_bulk({row.receiver_id for row in page["items"]} - {None})
    page["items"] = [_reception(row, receivers) for row in page["items"]]
    return page


def reception(actor: Actor, at: datetime, ref: str) -> Answer:
    """Return one reception."""
    del at
    found = _receptions(actor).filter(ref=ref).first()
    if found is None:
        raise Http404
    return _reception(
        found, Staff.objects.in_bulk([found.receiver_id] if found.receiver_id else [])
    )


def _receptions(actor: Actor) -> Any:  # noqa: ANN401 - a queryset
    rows = Reception.objects.filter(site_id=actor.site_id or 0)
    if _is_own_only(actor):
        rows = rows.filter(Q(receiver_id=actor.staff_id) | Q(registered_by=actor.code))
    return rows


def _reception(row: Reception, receivers: dict[int, Staff]) -> Answer:
    receiver = receivers.get(row.receiver_id or 0)
    return {
        "ref": row.ref,
        "channel": row.channel,
        "register_no": row.register_no,
        "registered_at": iso(row.registered_at),
        "name": masked_name(row.name),
        "phone": masked_phone(row.phone) if row.phone else None,
        "basis": row.basis,
        "assigned_to": receiver.code if receiver else None,
        "assigned_at": iso(row.assigned_at) if row.assigned_at else None,
        "ended_at": iso(row.ended_at) if row.ended_at else None,
        "outcome": row.outcome or None,
        "struck": row.struck_at is not None,
    }


def registers(actor: Actor, at: datetime, asked: Paging) -> Answer:
    """List the volumes of the site's registers, the newest first, without their lines."""
    del at
    if actor.post not in WHOLE_SITE | {Post.ADMIN}:
        raise no_access(phrase("This is not for your post."))
    return _page(Book.objects.filter(site_id=actor.site_id or 0), asked, _book)


def _book(book: Book) -> Answer:
    return {
        "id": book.pk,
        "register": book.kind,
        "volume": book.number,
        "first_no": book.first_no,
        "lines": book.lines,
        "size": book.size,
        "status": book.status,
        "head": bytes(book.head).hex(),
    }


def _page(
    rows: Any,  # noqa: ANN401 - a queryset
    asked: Paging,
    shown: Callable[[Any], Any],
    *,
    newest_first: bool = True,
) -> Answer:
    """Return a page by key; `after` names the last one shown."""
    if asked.after is not None:
        rows = rows.filter(pk__lt=asked.after) if newest_first else rows.filter(pk__gt=asked.after)
    found = list(rows.order_by("-pk" if newest_first else "pk")[: asked.limit + 1])
    more = len(found) > asked.limit
    found = found[: asked.limit]
    return {"items": [shown(row) for row in found], "after": found[-1].pk if more else None}


def _asked(request: HttpRequest, kind: type[BaseModel]) -> BaseModel:
    given = {name: values[-1] for name, values in request.GET.lists() if name != SITE}
    try:
        return kind.model_validate(given)
    except pydantic.ValidationError as error:
        raise bad_input(sentence_about(error)) from None


def _json(answer: Answer) -> HttpResponse:
    return HttpResponse(orjson.dumps(answer), content_type="application/json")


def _document(view: View, parameters: type[BaseModel], schema: Answer) -> Answer:
    words = (view.__doc__ or "").strip()
    return {
        "operation_id": f"read_{view.__name__}",
        "summary": words.partition("\n")[0],
        "openapi_extra": {
            "parameters": [documents.SITE, *documents.parameters_of(parameters)],
            "responses": documents.answer(schema) | documents.responses((401, 403, 404, 422, 503)),
        },
    }


def _register() -> None:
    lists: tuple[tuple[str, View, type[Nothing]], ...] = (
        ("sites", sites, Nothing),
        ("staff", staff, Paging),
        ("customers", customers, Paging),
        ("receptions", receptions, ReceptionPaging),
        ("registers", registers, Paging),
    )
    page = {"type": "object", "required": ["items"], "properties": {"items": {"type": "array"}}}
    for name, view, parameters in lists:
        router.get(f"/{name}", **_document(view, parameters, page))(_list(view, parameters))
    one = {"type": "object"}
    router.get("/customers/{int:key}", **_document(customer, Nothing, one))(_one_customer)
    router.get("/receptions/{ref}", **_document(reception, Nothing, one))(_one_reception)


def _list(view: View, parameters: type[BaseModel]) -> Callable[[HttpRequest], HttpResponse]:
    def operation(request: HttpRequest) -> HttpResponse:
        actor, at = who_and_when(request)
        return _json(view(actor, at, _asked(request, parameters)))

    operation.__name__ = view.__name__
    return operation


def _one_customer(request: HttpRequest, key: int) -> HttpResponse:
    _asked(request, Nothing)
    if key > 2**62:
        raise Http404
    return _json(customer(*who_and_when(request), key))


def _one_reception(request: HttpRequest, ref: str) -> HttpResponse:
    _asked(request, Nothing)
    if "\0" in ref:
        raise Http404
    return _json(reception(*who_and_when(request), ref))


_register()
