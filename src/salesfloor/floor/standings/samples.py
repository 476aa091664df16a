"""What can be given by each command about standings and messages on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample

_ABOVE: Final = "general_manager director manager lead"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; today's daily report is written."""
    who = f"{floor.prefix}b"
    praised = floor.give(
        "commend", by="lead", at=floor.now, who="b", words="Waited in the rain.", shown=True
    )
    return {
        "agree_to_show": Sample({"conduct": praised["conduct"], "agreed": True}, by="b"),
        "send_message": Sample({"kind": "thanks", "to": [who], "words": "Well done."}, by=_ABOVE),
        "send_battle_report": Sample({}),
        "set_slogan": Sample({"team": "T1", "words": "First to the door."}, by=_ABOVE),
        "agree_to_wall": Sample({"agreed": True}),
        "read_report": Sample({}, by=_ABOVE),
        "commend": Sample({"who": who, "words": "Stayed with a guest till ten."}, by=_ABOVE),
    }
