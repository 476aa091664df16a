"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from salesfloor.base.modules import Sample
from salesfloor.kernel.outgoing.choices import State
from salesfloor.kernel.outgoing.models import Account, Channel, Outgoing
from salesfloor.kernel.outgoing.sealing import seal
from salesfloor.kernel.people.api import Staff

_ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0"

_NUMBER = 900
"""Beyond those that the command gives."""


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command; channel 900 is a robot by which something could not be sent."""
    channel, _ = Channel.objects.get_or_create(
        site_id=floor.site_id,
        number=_NUMBER,
        defaults={
            "way": "wecom",
            "name": "Everybody",
            "sealed": seal({"address": _ADDRESS, "secret": "", "key_id": ""}),
            "made_by": "manager",
            "made_at": floor.now,
        },
    )
    dead, _ = Outgoing.objects.get_or_create(
        site_id=floor.site_id,
        channel=channel,
        state=State.GIVEN_UP.value,
        defaults={
            "rank": 4,
            "template": "No channels are connected.",
            "at": floor.now,
            "next_at": floor.now,
            "ended_at": floor.now,
            "key": uuid4(),
        },
    )
    people = floor.prefix
    confirming = Staff.objects.get(code=f"{people}a")
    Account.objects.get_or_create(
        staff_id=confirming.pk,
        tool="feishu",
        defaults={"sealed": seal("a1"), "by": "manager", "at": floor.now},
    )
    return {
        "set_channel": Sample({"way": "wecom", "name": "Second", "address": _ADDRESS}),
        "stop_channel": Sample({"channel": _NUMBER}),
        "try_channel": Sample({"channel": _NUMBER}),
        "send_again": Sample({"outgoing": dead.pk}),
        "reach_me": Sample({"reach": "email", "address": "somebody@example.com"}),
        "reach_me_not": Sample({}),
        "enter_account": Sample({"who": f"{people}a", "tool": "wecom", "account": "a1"}),
        "confirm_account": Sample({"tool": "feishu"}, by="receiver"),
    }
