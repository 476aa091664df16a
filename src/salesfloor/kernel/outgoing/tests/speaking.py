"""A floor that is connected to the stand-ins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.base.phrases import phrase
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.outgoing.api import send_waiting, to_groups
from salesfloor.kernel.outgoing.models import Outgoing
from salesfloor.kernel.outgoing.tests.standing_in import SECRET, Service, standing_in

if TYPE_CHECKING:
    from tests.floor_builder import Floor

AFTERNOON = "15:00"
ADDRESSES = {"wecom": "/wecom?key=KEY", "dingtalk": "/dingtalk?access_token=T", "feishu": "/feishu"}


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    with standing_in() as running:
        settings.OUTGOING_ALLOW = frozenset({f"127.0.0.1:{running.port}"})
        settings.ADDRESS = "https://floor.example.cn"
        yield running


def connect(floor: Floor, service: Service, way: str, **more: Any) -> int:
    given: dict[str, Any] = {"way": way, "name": way, "secret": SECRET, **more}
    if way in ADDRESSES:
        given["address"] = service.at(ADDRESSES[way])
    return int(floor.give("set_channel", by="admin", **given)["channel"])


def reach(floor: Floor, way: str = "sms", who: str = "a") -> None:
    address = "138 0013 8000" if way == "sms" else "a@example.com"
    floor.give("reach_me", by=who, reach=way, address=address)


def by_sms(floor: Floor, service: Service) -> None:
    connect(floor, service, "sms_gateway", address=service.at("/sms"), sign_name="销售现场")
    reach(floor)


def tell(floor: Floor, text: str = "战报", *, leaves: Any = messages.Leaves.ALERT) -> None:
    to_groups(
        site_id=floor.site_id or 0,
        at=floor.now,
        clause="4.2.3",
        sentence=phrase("{text}", text=text),
        leaves=leaves,
        path="/messages/",
    )


def work(floor: Floor, service: Service, **later: float) -> None:
    """Let the worker look once, that much later."""
    floor.now += timedelta(**later)
    service.now_ms = int(floor.now.timestamp() * 1000)
    send_waiting(lambda: floor.now)


def states() -> list[str]:
    return list(Outgoing.objects.order_by("pk").values_list("state", flat=True))
