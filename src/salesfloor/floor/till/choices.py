"""The closed words about money that comes in and goes out."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Method(Choice):
    """How money is paid."""

    CASH = "cash", phrase("Cash")
    CARD = "card", phrase("Card")
    TRANSFER = "transfer", phrase("Bank transfer")
    CHEQUE = "cheque", phrase("Cheque")


class Purpose(Choice):
    """What a payment is for."""

    DEPOSIT = "deposit", phrase("Deposit")
    DOWN_PAYMENT = "down_payment", phrase("Down payment")
    INSTALMENT = "instalment", phrase("Instalment")
    BALANCE = "balance", phrase("Balance")
    LOAN = "loan", phrase("Loan")
    FEE = "fee", phrase("Fee")
    GOODS = "goods", phrase("Payment for goods")


class State(Choice):
    """Whether a receipt stands."""

    VALID = "valid", phrase("valid")
    VOID = "void", phrase("void")
