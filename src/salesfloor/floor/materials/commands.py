"""Publishing materials, handing them out, ending links, counting openings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import days_after
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import SiteActor, StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import Phone, Reason
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, MANAGERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Code, Line, RequiredLine
from salesfloor.floor.customers import api as customers
from salesfloor.floor.materials import rules
from salesfloor.floor.materials.choices import Way
from salesfloor.floor.materials.links import Card, card_of, is_open, items_of, link_numbered
from salesfloor.floor.materials.models import HandOut, Material, Opening, new_token
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.files import api as files
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

MOST: Final = 50
MaterialCode = Annotated[Code, Label("Material"), Reference("material")]
MaterialToGive = Annotated[Code, Label("Material"), Reference("material_to_give")]
"""A published material that may leave the house."""
LinkNumber = Annotated[Number, Label("Link")]


class MaterialKept(Answer):
    """The code of the material."""

    material: str


@command(
    "publish_material",
    may=MANAGERS,
    word=phrase("Publish a material"),
    clauses=("9.5.1.1", "9.3.2.7"),
    writes=RegisterLine("deals", phrase("Material {code} is published: {title}, source: {source}")),
    done=phrase("The material is published."),
)
def publish_material(
    *,
    actor: StaffActor,
    at: datetime,
    code: Annotated[NewCode, Label("Code")],
    title: Annotated[RequiredLine, Label("Title")],
    source: Annotated[Line, Label("Source", is_needed=True)] = "",
    internal: Annotated[bool, Label("For the house alone")] = False,
    documents: FileHashes = [],  # noqa: B006 - never changed; the schema says it
) -> MaterialKept:
    """Publish a material; published again it replaces the one before in new links, older ones hold theirs.

    :raises Refused: 9.3.2.7 without a source.
    """
    rules.may_publish(source=source).enforce()
    before = Material.objects.filter(site_id=actor.site_id, code=code, withdrawn_at=None)
    before.update(withdrawn_at=at, withdrawn_by=actor.code)
    row = Material.objects.create(
        site_id=actor.site_id,
        code=code,
        title=title,
        source=source,
        is_internal=internal,
        published_at=at,
        published_by=actor.code,
    )
    files.attach(
        site_id=actor.site_id, subject=f"material:{row.pk}", values=documents, at=at, actor=actor
    )
    body = {"code": code, "title": title, "source": source, "internal": internal}
    registers.record(actor=actor, at=at, body={**body, "documents": documents})
    about(f"material:{row.pk}")
    return MaterialKept(material=code)


@command(
    "withdraw_material",
    may=MANAGERS,
    word=phrase("Withdraw a material"),
    clauses=("9.5.1.1",),
    writes=RegisterLine("deals", phrase("Material {code} is withdrawn: {reason}")),
    done=phrase("It is missing in every link from now on."),
)
def withdraw_material(
    *, actor: StaffActor, at: datetime, code: MaterialCode, reason: Reason
) -> MaterialKept:
    """Withdraw a material; links that hold it, or an earlier publishing of it, show it no more.

    :raises Refused: `input` unless it is published.
    """
    rows = Material.objects.filter(site_id=actor.site_id, code=code, withdrawn_at=None)
    if not rows.update(withdrawn_at=at, withdrawn_by=actor.code, reason=reason):
        raise bad_input(phrase("{item} is not published.", item=code))
    replaced = Material.objects.filter(site_id=actor.site_id, code=code, reason="")
    replaced.update(reason=reason)
    registers.record(actor=actor, at=at, body={"code": code}, personal={"reason": reason})
    return MaterialKept(material=code)


class HandedOut(Answer):
    """The number of the link and its last day; both null for paper."""

    link: int | None
    until: date | None


@command(
    "hand_out",
    may=ANYONE,
    word=phrase("Give materials"),
    clauses=("9.5.1.1", "7.2.8", "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("{phone} is given {items}, {how}")),
    done=phrase("It is on record what the customer was given."),
)
def hand_out(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    items: Annotated[
        list[MaterialToGive], Field(min_length=1, max_length=MOST), Label("Materials")
    ],
    how: Annotated[Way, Label("How")],
) -> HandedOut:
    """Give a customer published materials, on paper or by a link that ends (9.5.1.1).

    :raises Refused: 3.4.3.5 unless by a receiver or the owner; 7.2.8 for an internal one; `input` for one
        that is not published.
    """
    tie = reception.tie(actor, at, phone)
    tie.must_be(reception.Part.RECEIVER, reception.Part.OWNER)
    codes = list(dict.fromkeys(items))
    rows = Material.objects.filter(site_id=tie.site_id, code__in=codes, withdrawn_at=None)
    found = {one.code: one for one in rows}
    internal = [one.title for one in found.values() if one.is_internal]
    rules.may_leave_the_house(internal=internal).enforce("9.5.1.1")
    rules.may_hand_out(missing=[code for code in codes if code not in found]).enforce()
    row = HandOut(
        site_id=tie.site_id,
        phone=tie.phone,
        how=how,
        items=codes,
        material_ids=[found[code].pk for code in codes],
        at=at,
        by=actor.code,
        staff_id=actor.staff_id,
    )
    if how is Way.LINK:
        days = rulebook.policies(tie.site_id, at)["materials.link_days"]
        row.number, row.token = next_number(tie.site_id, "material_link"), new_token()
        row.until_on = days_after(at, days)
    row.save()
    body = {"items": codes, "how": how, "link": row.number}
    registers.record(actor=actor, at=at, body=body, personal={"phone": tie.phone})
    cite("9.5.1.1")
    about(f"customer:{customers.customer_id(tie.site_id, tie.phone, at)}")
    board_changed()
    return HandedOut(link=row.number, until=row.until_on)


class Revoked(Answer):
    """The number of the link that ended."""

    link: int


@command(
    "revoke_link",
    may=ANYONE,
    word=phrase("End the link"),
    clauses=("9.5.1.1",),
    writes=RegisterLine("claims", phrase("Link {link} is ended: {reason}")),
    done=phrase("The link shows nothing any more."),
)
def revoke_link(*, actor: StaffActor, at: datetime, link: LinkNumber, reason: Reason) -> Revoked:
    """End a link at once.

    :raises Refused: `access` unless by who handed it out or a manager; `input` where there is none, or
        once it is over.
    """
    row = link_numbered(actor.site_id, link, lock=True)
    if row.staff_id != actor.staff_id and actor.post not in MANAGERS:
        raise no_access(phrase("Whoever handed it out ends it, or the manager."))
    rules.may_open(link=link, is_open=is_open(row, at)).enforce()
    row.revoked_at, row.revoked_by = at, actor.code
    row.save(update_fields=["revoked_at", "revoked_by"])
    registers.record(actor=actor, at=at, body={"link": link}, personal={"reason": reason})
    return Revoked(link=link)


class Opened(Answer):
    """What the link holds now, and the consultant's card; nothing about the customer."""

    items: list[str]
    card: Card


@command(
    "open_link",
    without_by=True,
    may=ANYONE,
    word=phrase("Open a link"),
    clauses=("9.5.1.1",),
    writes=RegisterLine("claims", phrase("Link {link} is opened")),
)
def open_link(
    *,
    actor: SiteActor,
    at: datetime,
    link: LinkNumber,
    visitor: Annotated[Code, Label("Visitor")] | None = None,
) -> Opened:
    """Count an opening of a link, one a visitor for 30 minutes, and answer what it holds.

    :raises Refused: `input` where there is none, once it is over or ended.
    """
    row = link_numbered(actor.site_id, link, lock=True)
    rules.may_open(link=link, is_open=is_open(row, at)).enforce()
    last = None
    if visitor is not None:
        earlier = Opening.objects.filter(hand_out=row, visitor=visitor).order_by("-at")
        last = earlier.values_list("at", flat=True).first()
    if rules.counts(at, last):
        Opening.objects.create(hand_out=row, visitor=visitor or "", at=at)
        registers.record(actor=actor, at=at, body={"link": link})
    return Opened(items=[one.code for one in items_of(row)], card=card_of(row))
