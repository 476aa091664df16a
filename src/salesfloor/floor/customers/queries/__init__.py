"""What is read of customers, one story a file."""

from salesfloor.floor.customers.queries.late import household_as_of
from salesfloor.floor.customers.queries.pages import look_at_books, read_page
from salesfloor.floor.customers.queries.whose import (
    Household,
    HouseholdAsked,
    because,
    counted_phone,
    household,
    last_day,
    overdue_staff,
    tied_by_courtesy_only,
    valid_phone,
    valid_until,
)

__all__ = [
    "Household",
    "HouseholdAsked",
    "because",
    "counted_phone",
    "household",
    "household_as_of",
    "last_day",
    "look_at_books",
    "overdue_staff",
    "read_page",
    "tied_by_courtesy_only",
    "valid_phone",
    "valid_until",
]
