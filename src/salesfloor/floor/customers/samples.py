"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.modules import Sample
from salesfloor.floor.customers.models import Customer

PHONE: Final = "13800138000"
NOBODYS: Final = "13700137000"
SIBLING: Final = "13600136000"
FRIEND: Final = "13300133000"
SECOND: Final = "13600136001"
"""A second phone of the customer's, confirmed as theirs."""


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    p = floor.prefix
    customers = Customer.objects.filter(site_id=floor.site_id or 0, phone=PHONE)
    customer = customers.values_list("pk", flat=True).first()
    return {
        "follow_up": Sample(
            {"phone": PHONE, "method": "mail", "note": "sent the plan"}, by="receiver"
        ),
        "issue_book": Sample({"to": f"{p}b"}, by="admin"),
        "leave_job": Sample({"who": f"{p}d", "hand_over_to": f"{p}b"}),
        "open_page": Sample({"phone": FRIEND}, by="receiver"),
        "read_follow_ups": Sample({"customer": customer, "reason": "check"}),
        "refer": Sample({"referrer": PHONE, "phone": NOBODYS, "name": "Friend"}),
        "relation_seen": Sample({"phone": PHONE}),
        "take_back_referral": Sample({"phone": FRIEND, "reason": "never sent"}),
        "relate": Sample({"phone": PHONE, "other": NOBODYS, "relation": "spouse"}),
        "unrelate": Sample(
            {
                "phone": PHONE,
                "other": SIBLING,
                "relation": "sibling",
                "reason": "no relation",
            }
        ),
        "return_book": Sample({"book": 1}),
        "reveal_phone": Sample(
            {"customer": customer, "reason": "contact"},
            by="general_manager director manager lead receiver desk",
        ),
    }
