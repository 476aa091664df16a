"""What can be given by each command about joint looks on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample
from salesfloor.floor.customers.samples import PHONE


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; the page stands open to finance, the manager is present."""
    del floor
    return {
        "look": Sample({"phone": PHONE}, by="receiver"),
        "end_look": Sample({"phone": PHONE}, by="finance manager"),
    }
