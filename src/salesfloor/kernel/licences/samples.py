"""What can be given by each command of the module on a furnished site, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    given = {"subject": floor.code, "kind": "business_licence", "number": "A-17"}
    return {"paper": Sample({**given, "valid_until": "2027-03-01"})}
