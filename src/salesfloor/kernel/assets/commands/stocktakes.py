"""Stocktakes: what is expected, scanned, moved, missing, unknown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, command
from salesfloor.base.constraints import constraint
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.kernel.assets.commands.assets import KEEPERS, PlaceCode
from salesfloor.kernel.assets.models import Asset, Expected, Scan, Stocktake
from salesfloor.kernel.assets.register import in_use
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.places import api as places
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNTERS: Final = frozenset({Post.ADMIN, Post.MANAGER})
StocktakeNo = Annotated[Number, Label("Stocktake"), Reference("stocktake")]
ScannedCode = Annotated[Code, Label("Asset", hint=phrase("as the label says, known or not"))]
_COVERED: Final = phrase("Another stocktake is counting some of these assets. End it first.")

constraint("one_stocktake_covers_an_asset", _COVERED)


class StocktakeBegun(Answer):
    """A stocktake and how many assets it expects."""

    stocktake: int
    expected: int


@command(
    "begin_stocktake",
    may=COUNTERS,
    word=phrase("Begin a stocktake"),
    writes=RegisterLine(
        "asset", phrase("Stocktake {stocktake} begun: {name}, {expected} assets expected")
    ),
    done=phrase("Scan what is there."),
)
def begin_stocktake(
    *,
    actor: StaffActor,
    at: datetime,
    name: Annotated[RequiredLine, Label("Name")],
    place: Annotated[PlaceCode, Label("Only what lies in")] | None = None,
) -> StocktakeBegun:
    """Begin counting the assets in use that lie in a place, or all of them.

    :raises Refused: `input` while another stocktake covers one of them.
    """
    where = None if place is None else places.place_here(place, actor.site_id)
    assets = in_use(actor.site_id, at)
    if where is not None:
        assets = assets.filter(place__in=places.lying_in(where.code))
    wanted = list(assets)
    if Expected.objects.filter(asset__in=wanted, is_open=True).exists():
        raise bad_input(_COVERED)
    stocktake = Stocktake.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "stocktake"),
        name=name,
        place=where,
        begun_at=at,
        begun_by=actor.code,
    )
    Expected.objects.bulk_create(Expected(stocktake=stocktake, asset=one) for one in wanted)
    body = {"stocktake": stocktake.number, "name": name, "place": place, "expected": len(wanted)}
    registers.record(actor=actor, at=at, body=body)
    _done(stocktake)
    return StocktakeBegun(stocktake=stocktake.number, expected=len(wanted))


class Scanned(Answer):
    """Whether the register has the code, and where it had it if that was elsewhere."""

    known: bool
    moved_from: str | None


@command(
    "scan_asset",
    may=KEEPERS | {Post.SALESPERSON},
    word=phrase("Scan an asset"),
    writes=RegisterLine("asset", phrase("Stocktake {stocktake}: {asset} scanned at {place}")),
    done=phrase("Scanned."),
)
def scan_asset(
    *, actor: StaffActor, at: datetime, stocktake: StocktakeNo, asset: ScannedCode, place: PlaceCode
) -> Scanned:
    """Note that a code was scanned at a place; the register takes that place where it had another.

    :raises Refused: `input` where the stocktake is not there or has ended.
    """
    count = _open(actor.site_id, stocktake)
    where = places.place_here(place, actor.site_id)
    found = Asset.objects.select_for_update().filter(code=asset, site_id=actor.site_id).first()
    moved_from = None
    if found is not None and found.retired_at is None and found.place_id != where.pk:
        moved_from = found.place
        found.place = where
        found.save(update_fields=["place"])
    Scan.objects.create(
        stocktake=count,
        code=asset,
        asset=found,
        place=where,
        moved_from=moved_from,
        at=at,
        by=actor.code,
    )
    before = moved_from.code if moved_from else None
    body = {"stocktake": stocktake, "asset": asset, "place": place, "moved_from": before}
    registers.record(actor=actor, at=at, body={**body, "known": found is not None})
    _done(count)
    return Scanned(known=found is not None, moved_from=before)


class StocktakeEnded(Answer):
    """What a stocktake found; codes in their order."""

    found: int
    moved: list[str]
    missing: list[str]
    unknown: list[str]


@command(
    "end_stocktake",
    may=COUNTERS,
    word=phrase("End the stocktake"),
    writes=RegisterLine(
        "asset", phrase("Stocktake {stocktake} ended: {found} found, missing: {missing}")
    ),
    done=phrase("The stocktake is over."),
)
def end_stocktake(*, actor: StaffActor, at: datetime, stocktake: StocktakeNo) -> StocktakeEnded:
    """End a stocktake, and say what it found.

    :raises Refused: `input` where it is not there or has ended.
    """
    count = _open(actor.site_id, stocktake)
    scans = list(count.scans.select_related("asset"))
    seen = {scan.asset_id for scan in scans}
    expected = list(count.expects.select_related("asset"))
    missing = _codes(one.asset.code for one in expected if one.asset_id not in seen)
    answer = StocktakeEnded(
        found=len(expected) - len(missing),
        moved=_codes(scan.code for scan in scans if scan.moved_from_id is not None),
        missing=missing,
        unknown=_codes(scan.code for scan in scans if scan.asset_id is None),
    )
    count.expects.update(is_open=False)
    count.ended_at, count.ended_by = at, actor.code
    count.save(update_fields=["ended_at", "ended_by"])
    registers.record(actor=actor, at=at, body={"stocktake": stocktake, **answer.as_json()})
    _done(count)
    return answer


def _codes(codes: Iterable[str]) -> list[str]:
    return sorted(set(codes))


def _open(site_id: int, number: int) -> Stocktake:
    rows = Stocktake.objects.select_for_update().filter(site_id=site_id, number=number)
    found = rows.filter(ended_at=None).first()
    if found is None:
        raise bad_input(phrase("No stocktake {stocktake} is under way here.", stocktake=number))
    return found


def _done(stocktake: Stocktake) -> None:
    about(f"stocktake:{stocktake.number}")
