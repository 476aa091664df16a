"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample
from salesfloor.floor.customers.samples import PHONE


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    del floor
    return {"copy_for_customer": Sample({"phone": PHONE, "reason": "a letter"})}
