"""What can be given by each command about standings and messages on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample
from salesfloor.base.trades import trade_of
from salesfloor.floor.results import api as results

_ABOVE: Final = "general_manager director manager lead"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; today's daily report is written."""
    who = f"{floor.prefix}b"
    praised = 0
    if trade_of(floor.site_id) in results.FLOORS:
        given: dict[str, Any] = {
            "who": f"{floor.prefix}a",
            "words": "Waited in the rain.",
            "shown": True,
        }
        praised = floor.give("commend", by="lead", at=floor.now, **given)["conduct"]
    return {
        "agree_to_show": Sample({"conduct": praised, "agreed": True}, by="receiver"),
        "send_message": Sample({"kind": "thanks", "to": [who], "words": "Well done."}, by=_ABOVE),
        "send_battle_report": Sample({}),
        "set_slogan": Sample({"team": "T1", "words": "First to the door."}, by=_ABOVE),
        "agree_to_wall": Sample({"agreed": True}),
        "read_report": Sample({}, by=_ABOVE),
        "commend": Sample({"who": who, "words": "Stayed with a guest till ten."}, by=_ABOVE),
    }
