"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from salesfloor.base.modules import Sample

PHONE: Final = "13800138000"
BUYER: Final = "13500135000"


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command.

    The floor has deals on D2 (paid in full, by the receiver's customer), D3 (in part), D4 (by a customer
    whom nobody follows) and D5 (released, to be paid back); D6 is for sale, and somebody wants D2.
    """
    p, until = floor.prefix, (floor.day + timedelta(days=3)).isoformat()
    return {
        "designate": Sample({"who": f"{p}c", "until": until}),
        "end_designation": Sample({"who": f"{p}a"}),
        "deposit": Sample(
            {
                "phone": PHONE,
                "unit": f"{p}D6",
                "amount": "20000",
                "due": "50000",
                "method": "cash",
                "source": "savings",
            },
            by="manager finance receiver",
        ),
        "extend_hold": Sample({"unit": f"{p}D3", "reason": "the bank is closed"}),
        "release_hold": Sample({"unit": f"{p}D3", "reason": "bought elsewhere"}),
        "change_unit": Sample({"unit": f"{p}D3", "to": f"{p}D6", "reason": "a higher storey"}),
        "print_receipt": Sample(
            {"receipt_no": 1}, by="general_manager director manager lead finance receiver"
        ),
        "void_receipt": Sample({"receipt_no": 1, "reason": "wrong amount"}),
        "refund": Sample({"phone": BUYER, "unit": f"{p}D5", "amount": "100", "method": "cash"}),
        "give_credit": Sample(
            {"unit": f"{p}D4", "shares": {f"{p}a": 0.5, f"{p}c": 0.5}, "reason": "both"}
        ),
        "want_unit": Sample(
            {"phone": PHONE, "unit": f"{p}D3"},
            by="general_manager director manager receiver desk",
        ),
        "stop_wanting": Sample(
            {"phone": PHONE, "unit": f"{p}D2"},
            by="general_manager director manager receiver desk",
        ),
        **_agreements(p),
        **_way(p),
    }


def _agreements(p: str) -> dict[str, Sample]:
    """Return what can be done about agreements: 1 waits, 2 is to be signed, 3 is sealed."""
    managers = "general_manager director manager"
    words = {"phone": BUYER, "unit": f"{p}D2", "discount": 0, "terms": []}
    return {
        "prepare_agreement": Sample(words, by=f"receiver {managers}"),
        "approve_special": Sample({"agreement": 1}),
        "review_agreement": Sample({"agreement": 2, "errors": ["price"]}),
        "withdraw_agreement": Sample(
            {"agreement": 2, "reason": "another name"}, by=f"receiver {managers}"
        ),
        "sign_agreement": Sample(
            {"agreement": 2, "signer": "buyer"}, by=f"receiver lead finance {managers} operator"
        ),
        "reopen_agreement": Sample({"agreement": 3, "reason": "another name"}),
        "attach_scans": Sample({"agreement": 3, "scans": ["a" * 64]}, by=f"receiver {managers}"),
        "pass_agreement": Sample(
            {"agreement": 3, "to": f"{p}admin", "reason": "to the safe"}, by="manager"
        ),
    }


def _way(p: str) -> dict[str, Sample]:
    """Return what can be done on the way of D9, which is sealed, and DA, which is under contract."""
    managers = "general_manager director manager"
    paid = {"amount": "1000", "kind": "balance", "method": "cash", "source": "savings"}
    return {
        "receive_payment": Sample({"unit": f"{p}D9", **paid}),
        "finish_stage": Sample({"unit": f"{p}D9", "stage": "contract"}, by=f"receiver {managers}"),
        "set_stage": Sample(
            {"unit": f"{p}D9", "stage": "contract", "due_on": "2026-04-01", "reason": "a trip"}
        ),
        "cancel_deal": Sample({"unit": f"{p}D9", "cause": "agreed", "reason": "both agree"}),
        "bank": Sample({"code": "hill", "name": "Bank of the Hill", "papers": ["Income"]}),
        "open_loan": Sample({"unit": f"{p}D9", "bank": "river", "amount": "500000"}, by="receiver"),
        "hand_in_paper": Sample({"unit": f"{p}DA", "paper": "Income"}, by="receiver"),
        "hand_in_loan": Sample({"unit": f"{p}DA"}, by="receiver"),
        "review_papers": Sample({"unit": f"{p}DA", "papers": "contract", "errors": ["date"]}),
    }
