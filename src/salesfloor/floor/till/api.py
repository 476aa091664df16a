"""What other modules may ask of the till."""

from salesfloor.floor.till.choices import Method, Purpose, State
from salesfloor.floor.till.commands import ReceiptNumber
from salesfloor.floor.till.models import Closing, Receipt, Refund
from salesfloor.floor.till.paper import Told, address_of, paper, refund_paper
from salesfloor.floor.till.queries import first_character, taken_back
from salesfloor.floor.till.rules import may_take_back, may_write_receipt
from salesfloor.floor.till.taking import (
    PayingBack,
    Payment,
    locked_receipt,
    pay_back,
    payment_of,
    take,
    take_back,
    write_anew,
)

__all__ = [
    "Closing",
    "Method",
    "PayingBack",
    "Payment",
    "Purpose",
    "Receipt",
    "ReceiptNumber",
    "Refund",
    "State",
    "Told",
    "address_of",
    "first_character",
    "locked_receipt",
    "may_take_back",
    "may_write_receipt",
    "paper",
    "pay_back",
    "payment_of",
    "refund_paper",
    "take",
    "take_back",
    "taken_back",
    "write_anew",
]
