"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; U1 is for sale, U2 withheld."""
    p, today = floor.prefix, floor.day.isoformat()
    return {
        "unit": Sample({"code": f"{p}U8", "layout": "2+1", "area": "60", "price": "500000"}),
        "layout": Sample({"name": "2+1", "orientation": "south", "source": "the plans"}),
        "price_list": Sample({"from": today, "units": [{"code": f"{p}U1", "price": "990000"}]}),
        "goods": Sample(
            {"code": f"{p}G9", "name": "Lamp", "price": "80", "stock": 3, "warranty_days": 365}
        ),
        "withhold": Sample({"unit": f"{p}U1", "reason": "the show flat"}),
        "put_on_sale": Sample({"unit": f"{p}U2", "reason": "the second release"}),
    }
