"""Price lists by date (5.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, about, board_changed, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import Fen, yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.texts import Code, Line
from salesfloor.floor.catalogue import rules
from salesfloor.floor.catalogue.models import Price, PriceList, Unit
from salesfloor.floor.catalogue.prices import prices_on
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_UNITS: Final = 20_000
AT_ONCE: Final = 1_000


class UnitPrice(BaseModel):
    """One row of a price list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[Code, Label("Unit"), Reference("unit")]
    price: Annotated[Fen, Label("Total price in yuan")]


class PriceListKept(Answer):
    """Its number, and for how many units it says another price or the same."""

    list_: Annotated[int, Field(alias="list")]
    changed: int
    same: int


@command(
    "price_list",
    may=MANAGERS,
    word=phrase("Enter a price list"),
    clauses=("5.2",),
    writes=RegisterLine(
        "deals",
        phrase("Price list {list} from {from}: {changed} prices changed, {same} the same"),
        facts={"list": int, "from": date},
    ),
    done=phrase("The price list is on record."),
)
def price_list(
    *,
    actor: StaffActor,
    at: datetime,
    from_: Annotated[Day, Field(alias="from"), Label("Holds from")],
    units: Annotated[
        list[UnitPrice], Field(min_length=1, max_length=MOST_UNITS), Label("Units and prices")
    ],
    permit: Annotated[Line, Label("Number of the permit for sale")] = "",
) -> PriceListKept:
    """Set what units cost from a day on; the list of the latest day holds.

    :raises Refused: `input` for a unit that is not there, one that stands twice, or a day gone by.
    """
    prices = [(one.code, one.price) for one in units]
    return keep_list(actor, at, from_on=from_, prices=prices, permit=permit)


def keep_list(
    actor: StaffActor, at: datetime, *, from_on: date, prices: list[tuple[str, int]], permit: str
) -> PriceListKept:
    """Record a price list, in the current command's transaction and by its register line."""
    codes = [code for code, _ in prices]
    rows = Unit.objects.filter(site_id=actor.site_id, code__in=codes)
    ids = dict(rows.values_list("code", "pk"))
    rules.may_price(
        from_on=from_on, today=day_of(at), codes=codes, unknown=set(codes) - ids.keys()
    ).enforce()
    before = prices_on(ids.values(), from_on)
    kept = PriceList.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "price_list"),
        from_on=from_on,
        permit=permit,
        recorded_at=at,
        recorded_by=actor.code,
    )
    Price.objects.bulk_create(
        [
            Price(unit_id=ids[code], price_list=kept, from_on=from_on, price_fen=fen)
            for code, fen in prices
        ],
        batch_size=AT_ONCE,
    )
    changed = {code: fen for code, fen in prices if before.get(ids[code]) != fen}
    answer = PriceListKept(list_=kept.number, changed=len(changed), same=len(prices) - len(changed))
    _write(actor, at, kept, answer, changed)
    about(f"price_list:{kept.number}")
    board_changed()
    return answer


def _write(
    actor: StaffActor,
    at: datetime,
    kept: PriceList,
    answer: PriceListKept,
    changed: Mapping[str, int],
) -> None:
    body = {
        "list": kept.number,
        "from": kept.from_on.isoformat(),
        "changed": answer.changed,
        "same": answer.same,
        "permit": kept.permit,
        "prices": {code: yuan(fen) for code, fen in changed.items()},
    }
    if price_list.writes is None:
        raise AssertionError("the command declares its line")
    registers.write(price_list.writes, actor=actor, at=at, body=body)
