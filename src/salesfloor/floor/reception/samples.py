"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from salesfloor.base.modules import Sample
from salesfloor.floor.reception.models import Arrival

OTHER_PHONE: Final = "13900139000"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    p = floor.prefix
    tomorrow = (floor.day + timedelta(days=1)).isoformat()
    arrivals = Arrival.objects.filter(site_id=floor.site_id or 0)
    arrival = arrivals.values_list("pk", flat=True).first()
    return {
        "assist": Sample({"ref": f"{p}v2"}, by="lead colleague"),
        "at_the_door": Sample({}),
        "call": Sample({"name": "Caller", "phone": OTHER_PHONE}),
        "complete": Sample(
            {"ref": f"{p}v1", "area": "West Lake"},
            by="general_manager director manager desk receiver",
        ),
        "correct_member": Sample(
            {"ref": f"{p}v1", "member": 1, "name": "Mother"},
            by="general_manager director manager desk receiver",
        ),
        "correct_reception": Sample(
            {"ref": f"{p}v1", "area": "West Lake"},
            by="general_manager director manager desk receiver",
        ),
        "end": Sample(
            {"ref": f"{p}v1", "outcome": "left"},
            by="general_manager director manager desk receiver",
        ),
        "leave_assistance": Sample({"ref": f"{p}v1"}, by="helper"),
        "leave_phone": Sample(
            {"ref": f"{p}v2", "phone": OTHER_PHONE}, by="general_manager director manager desk"
        ),
        "medium_cost": Sample({"medium": "radio", "month": "2026-03", "amount": "1200.50"}),
        "nobody_at_the_door": Sample({"arrival": arrival}),
        "note_neglect": Sample({"ref": f"{p}v3", "note": "left standing"}),
        "note_party": Sample(
            {"ref": f"{p}v1", "party": [{"name": "Mother"}]},
            by="general_manager director manager desk receiver",
        ),
        "override": Sample(
            {"ref": f"{p}v1", "to": f"{p}c", "reason": "asked for"},
            by="general_manager director manager",
        ),
        "private_call": Sample({"who": f"{p}d", "minutes": 6}),
        "put_on_duty": Sample({"who": f"{p}d", "on": tomorrow}),
        "sign_in": Sample({}, by="absentee"),
        "sign_out": Sample({}, by="colleague"),
        "step_away": Sample({}, by="colleague"),
        "step_back": Sample({}, by="excused"),
        "take_up": Sample({"ref": f"{p}v1"}, by="receiver"),
        "undo_sign_out": Sample({}, by="leaver"),
        "undo": Sample({"ref": f"{p}v2"}, by="general_manager director manager desk"),
        "visit": Sample({"name": "Visitor", "phone": OTHER_PHONE}),
    }
