"""Tables of deals: holds and who wants what; agreements; money that is asked for."""

from salesfloor.floor.deals.models.agreements import (
    Agreement,
    ReviewPlace,
    SealedPaper,
    Signature,
)
from salesfloor.floor.deals.models.deals import Deal, Designation, Want
from salesfloor.floor.deals.models.ways import Bank, Loan, LoanPaper, StageDone

__all__ = [
    "Agreement",
    "Bank",
    "Deal",
    "Designation",
    "Loan",
    "LoanPaper",
    "ReviewPlace",
    "SealedPaper",
    "Signature",
    "StageDone",
    "Want",
]
