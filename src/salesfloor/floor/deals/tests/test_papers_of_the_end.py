"""A deal that was called off, and money that was paid back, on paper: what stands there, and who reads it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.2.3", "kept")]
PHONE = "13800138000"
END, BACK = "/deals/1/paper/", "/refunds/1/paper/"


@pytest.fixture
def released() -> Floor:
    """Return a floor where U1 of a's customer was let go; of 50,000 yuan 20,000 went back."""
    floor = Floor()
    floor.give("unit", code="U1", layout="3+1", area="89.5", price="1000000")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE, name="周萍")
    paid: dict[str, Any] = {"method": "cash", "source": "savings", "due": "50000"}
    floor.give("deposit", by="finance", phone=PHONE, unit="U1", amount="50000", **paid)
    floor.give("release_hold", by="manager", unit="U1", reason="银行不批贷款")
    back: dict[str, Any] = {"amount": "20000", "method": "transfer", "reference": "尾号 6217"}
    floor.give("refund", by="finance", phone=PHONE, unit="U1", **back)
    return floor


def words(floor: Floor, who: str, address: str) -> str:
    answer = visitor(floor, who).get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    (sheet,) = PdfReader(io.BytesIO(answer.content)).pages
    return sheet.extract_text()


def test_the_paper_of_the_end_says_why_and_what_goes_back(released: Floor) -> None:
    told = words(released, "a", END)
    for text in (
        "周萍",
        "U1",
        "银行不批贷款",
        "收到款项",
        "¥50,000.00",
        "人民币伍万元整",
        "¥30,000.00",
    ):
        assert text in told, text
    assert PHONE not in told


def test_a_refund_has_its_slip_for_both_sides(released: Floor) -> None:
    told = words(released, "finance", BACK)
    for text in ("000001", "周萍", "¥20,000.00", "人民币贰万元整", "尾号 6217"):
        assert told.count(text) >= 2, text
    assert PHONE not in told


@pytest.mark.parametrize(
    ("address", "who", "status"),
    [
        *((END, who, status) for who, status in (("manager", 200), ("b", 404), ("desk", 403))),
        *((BACK, who, status) for who, status in (("manager", 200), ("b", 404), ("desk", 403))),
    ],
)
def test_they_are_read_by_who_may_see_the_receipts(
    released: Floor, address: str, who: str, status: int
) -> None:
    assert visitor(released, who).get(address).status_code == status


def test_the_page_of_the_deal_leads_to_both(released: Floor) -> None:
    page = visitor(released, "a").get("/deals/1/").content.decode()
    assert END in page
    assert BACK in page


def test_a_deal_that_goes_on_has_no_paper_of_its_end(released: Floor) -> None:
    paid: dict[str, Any] = {"method": "cash", "source": "savings", "due": "50000"}
    released.give("deposit", by="finance", phone=PHONE, unit="U1", amount="50000", **paid)
    assert visitor(released, "manager").get("/deals/2/paper/").status_code == 404
    assert visitor(released, "manager").get("/refunds/9/paper/").status_code == 404
