"""What can be given by each command of the module on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample


def samples(_floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command."""
    return {
        "reword": Sample({"text": "reminder", "words": "{姓名}，请在{截止时间}前报数。"}),
        "try_text": Sample({"text": "thanks"}),
    }
