"""What other modules may ask of promises.

`keeper` lets the module of deals say who owns the deals that a promise can be for: they may say that it
is kept. An agreement takes its discount by `within_own_limit`, else by `discount_covering` and `use`; it
frees it by `free`.
"""

from salesfloor.floor.promises.choices import PromiseKind, PromiseStatus
from salesfloor.floor.promises.commands.keeping import keeper
from salesfloor.floor.promises.models import Promise
from salesfloor.floor.promises.queries import approved_terms, open_discounts, open_for
from salesfloor.floor.promises.using import (
    discount_covering,
    free,
    own_limit,
    use,
    void,
    within_own_limit,
)
from salesfloor.floor.promises.wording import value_of

__all__ = [
    "Promise",
    "PromiseKind",
    "PromiseStatus",
    "approved_terms",
    "discount_covering",
    "free",
    "keeper",
    "open_discounts",
    "open_for",
    "own_limit",
    "use",
    "value_of",
    "void",
    "within_own_limit",
]
