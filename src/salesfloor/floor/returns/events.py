"""What sales learn from other modules: a receipt that is taken back takes its sale with it (3.4.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.deals import api as deals
from salesfloor.floor.returns import credit
from salesfloor.floor.returns.choices import Decision
from salesfloor.floor.returns.models import Sale
from salesfloor.floor.till import api as till

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry


@deals.locks("sale")
def lock_sale(site_id: int, number: int) -> None:
    """Lock a sale and its goods before the receipt book, as selling does."""
    sale = Sale.objects.select_for_update().filter(site_id=site_id, number=number).first()
    if sale is not None:
        catalogue.lock_goods(site_id, list(sale.items.values_list("goods", flat=True)))


@on("void_receipt")
def receipt_taken_back(entry: Entry) -> None:
    """Undo the sale of a receipt that is void; one written in its place is the sale's from then on.

    :raises Refused: `input` where goods of the sale came back already, and for a new receipt where money was
        paid back for them, or whose amount is another; likewise for what was paid in an exchange.
    """
    number, fresh = entry.body["receipt_no"], entry.body.get("reissued_as")
    sale = Sale.objects.filter(site_id=entry.site_id, receipt_no=number, void_at=None).first()
    if sale is None:
        _keep_of_exchange(entry.site_id, number, fresh)
        return
    if fresh is not None:
        _follow(sale, fresh)
        return
    if sale.returns.exclude(decision=Decision.REFUSE).exists():
        raise bad_input(phrase("Goods of sale {number} came back already.", number=sale.number))
    items = list(sale.items.all())
    goods = catalogue.lock_goods(entry.site_id, [one.goods for one in items])
    for one in items:
        row = goods[one.goods]
        row.stock += one.qty
        row.save(update_fields=["stock"])
    sale.void_at = entry.at
    sale.save(update_fields=["void_at"])
    credit.undone(sale, entry.at)


def _follow(sale: Sale, fresh: int) -> None:
    """Let a sale go by the receipt that was written in place of its first one."""
    if _is_paid_back(sale):
        raise bad_input(phrase("The money of this receipt is paid back; the receipt stands."))
    written = till.Receipt.objects.get(site_id=sale.site_id, number=fresh)
    if written.amount_fen != sale.total_fen:
        raise bad_input(
            phrase("The receipt of sale {number} is over what was sold.", number=sale.number)
        )
    sale.receipt_no = fresh
    sale.save(update_fields=["receipt_no"])


def _keep_of_exchange(site_id: int, number: int, fresh: int | None) -> None:
    """Let the receipt of an exchange stand for what was paid: the goods are given, the seller has the result."""
    rows = till.Receipt.objects.filter(site_id=site_id)
    receipt = rows.get(number=number)
    if not receipt.matter.startswith("return:"):
        return
    if fresh is None or rows.get(number=fresh).amount_fen != receipt.amount_fen:
        raise bad_input(
            phrase(
                "Goods were given in exchange for this money. The receipt can be written anew "
                "over the same amount, no more."
            )
        )


def _is_paid_back(sale: Sale) -> bool:
    """Tell whether some of a sale's money went out again for goods that came back."""
    matters = [f"return:{one}" for one in sale.returns.values_list("number", flat=True)]
    return till.Refund.objects.filter(site_id=sale.site_id, matter__in=matters).exists()
