"""The register of assets: recording, moving, retiring."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import SiteActor, StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import FenOrNothing, yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Line, RequiredLine
from salesfloor.kernel.assets.models import Asset, AssetKind
from salesfloor.kernel.assets.register import asset_here
from salesfloor.kernel.people import api as people
from salesfloor.kernel.places import api as places
from salesfloor.kernel.registers import api as registers

KEEPERS: Final = frozenset({Post.ADMIN, Post.MANAGER, Post.LEAD})
AssetCode = Annotated[Code, Label("Asset"), Reference("asset")]
PlaceCode = Annotated[Code, Label("Place"), Reference("place")]
CLAUSES: Final = ("2.1.4",)


class AssetNamed(Answer):
    """An asset of the register."""

    asset: str


@command(
    "asset",
    may=KEEPERS,
    word=phrase("Record an asset"),
    clauses=CLAUSES,
    writes=RegisterLine("asset", phrase("{name}, code {asset}, at {place}")),
    done=phrase("The asset is recorded. Print its label."),
)
def record_asset(
    *,
    actor: SiteActor,
    at: datetime,
    asset: Annotated[NewCode, Label("Code", hint=phrase("It stands on the label."))],
    name: Annotated[RequiredLine, Label("Name")],
    kind: Annotated[AssetKind, Label("Kind")],
    place: PlaceCode,
    serial: Annotated[Line, Label("Serial number")] = "",
    value: Annotated[FenOrNothing, Label("Value, in yuan")] | None = None,
    bought_on: Annotated[Day, Label("Bought on")] | None = None,
    check_every_days: Annotated[int, Field(ge=1, le=3650), Label("Check every so many days")]
    | None = None,
    keeper: Annotated[Code, Label("Keeper"), Reference("person")] | None = None,
) -> AssetNamed:
    """Record an asset, or change what is known of the one that has the code; it is moved by `move_asset`.

    :raises Refused: `input` for a code that stands for an asset elsewhere or one that is retired, for a
        place or keeper that is not here.
    """
    where = places.place_here(place, actor.site_id)
    who = "" if keeper is None else people.person_here(keeper, actor.site_id, at).code
    known = Asset.objects.select_for_update().filter(code=asset).first()
    if known is not None and not _is_here(known, where, actor.site_id):
        raise bad_input(phrase("The code {asset} is in use. Choose another.", asset=asset))
    row = known or Asset(code=asset, site_id=actor.site_id, place=where)
    row.name, row.kind, row.serial, row.keeper = name, kind, serial, who
    row.value_fen, row.bought_on, row.check_every_days = value, bought_on, check_every_days
    if known is None:
        row.recorded_at, row.recorded_by = at, actor.code
    row.save()
    body: dict[str, Any] = {
        "asset": asset,
        "name": name,
        "kind": kind.value,
        "place": place,
        "keeper": who,
    }
    body |= {"value": None if value is None else yuan(value)}
    body |= {"bought_on": bought_on, "check_every_days": check_every_days}
    registers.record(actor=actor, at=at, body=body, personal={"serial": serial})
    _done(asset)
    return AssetNamed(asset=asset)


def _is_here(asset: Asset, place: places.Place, site_id: int) -> bool:
    return asset.site_id == site_id and asset.retired_at is None and asset.place_id == place.pk


class AssetMoved(Answer):
    """An asset and where it stands now."""

    asset: str
    place: str


@command(
    "move_asset",
    may=KEEPERS | {Post.SALESPERSON},
    word=phrase("Move an asset"),
    clauses=CLAUSES,
    writes=RegisterLine("asset", phrase("{asset} moved to {place}: {reason}")),
    done=phrase("The register has its new place."),
)
def move_asset(
    *,
    actor: StaffActor,
    at: datetime,
    asset: AssetCode,
    place: PlaceCode,
    reason: Annotated[RequiredLine, Label("Reason")],
) -> AssetMoved:
    """Note that an asset stands at another place.

    :raises Refused: `input` for what is not here or stands there already.
    """
    row = locked(asset, actor.site_id, at)
    where = places.place_here(place, actor.site_id)
    if row.place_id == where.pk:
        raise bad_input(phrase("It stands there already."))
    before = row.place.code
    row.place = where
    row.save(update_fields=["place"])
    body = {"asset": asset, "place": place, "from_place": before}
    registers.record(actor=actor, at=at, body=body, personal={"reason": reason})
    _done(asset)
    return AssetMoved(asset=asset, place=place)


@command(
    "retire_asset",
    may=frozenset({Post.MANAGER, Post.DIRECTOR}),
    word=phrase("Retire an asset"),
    clauses=CLAUSES,
    writes=RegisterLine("asset", phrase("{asset} retired: {reason}")),
    done=phrase("It is out of use."),
)
def retire_asset(
    *,
    actor: StaffActor,
    at: datetime,
    asset: AssetCode,
    reason: Annotated[RequiredLine, Label("Reason")],
) -> AssetNamed:
    """Take an asset out of use; it stays in the register.

    :raises Refused: `input` for what is not in use here.
    """
    row = locked(asset, actor.site_id, at)
    row.retired_at, row.retired_by = at, actor.code
    row.save(update_fields=["retired_at", "retired_by"])
    registers.record(actor=actor, at=at, body={"asset": asset}, personal={"reason": reason})
    _done(asset)
    return AssetNamed(asset=asset)


def locked(code: str, site_id: int, at: datetime) -> Asset:
    """Return the asset of that code in use at a site, locked to the end of the transaction.

    :raises Refused: `input` where there is none.
    """
    Asset.objects.select_for_update().filter(code=code).first()
    return asset_here(code, site_id, at)


def _done(asset: str) -> None:
    cite(*CLAUSES)
    about(f"asset:{asset}")
    board_changed()
