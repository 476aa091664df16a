"""Whether a customer's page stands open to a manager: on the day on which it was opened, on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson

from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.posts import MANAGERS
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.floor.customers.models import Customer


_OPENERS: Final[list[Callable[[Actor, Customer, datetime], bool]]] = []


def also_open_by(opener: Callable[[Actor, Customer, datetime], bool]) -> None:
    """Name another way in which a page stands open to somebody for a while: a joint look."""
    _OPENERS.append(opener)


def is_open_to(actor: Actor, customer: Customer, at: datetime) -> bool:
    """Tell whether a manager opened the customer's page today, with a reason (3.2.3.4, 3.4.3.5).

    A page is open, too, to anyone who looks at it together with the manager.
    """
    if any(opener(actor, customer, at) for opener in _OPENERS):
        return True
    if actor.post not in MANAGERS:
        return False
    lines = registers.Line.objects.filter(
        book__site_id=customer.site_id,
        book__kind="custody",
        actor=actor.code,
        at__gte=start_of(day_of(at)),
        at__lte=at,
    )
    for body in lines.values_list("body", flat=True):
        said = orjson.loads(body)
        if said.get("do") == "read_follow_ups" and said.get("customer") == customer.pk:
            return True
    return False
