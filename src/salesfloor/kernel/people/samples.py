"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from salesfloor.base.modules import Sample


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    p = floor.prefix
    tomorrow = (floor.day + timedelta(days=1)).isoformat()
    return {
        "change_post": Sample({"who": f"{p}d", "post": "desk", "reason": "needed there"}),
        "change_site": Sample({"name": "Another name", "opens": "08:00", "closes": "17:00"}),
        "lend": Sample(
            {"who": f"{p}d", "team": "T2", "until": tomorrow, "reason": "open day"},
            by="general_manager director manager",
        ),
        "name_lead": Sample({"who": f"{p}d", "team": "T1", "reason": "the lead sells again"}),
        "open_account": Sample({"who": f"{p}d", "password": "nobody guesses this 2"}),
        "reset_password": Sample({"who": f"{p}f", "password": "nobody guesses this 3"}),
        "set_pin": Sample(
            {"pin": "4711", "who": f"{p}f"}, by="general_manager director admin operator manager"
        ),
        "site": Sample(
            {
                "code": f"{p}S9",
                "name": "Another site",
                "trade": "showroom",
                "opens": "09:00",
                "closes": "18:00",
            }
        ),
        "staff": Sample({"code": f"{p}new", "name": "New", "post": "desk"}),
        "transfer": Sample(
            {"who": f"{p}d", "team": "T2", "reason": "evening out"},
            by="general_manager director manager",
        ),
    }
