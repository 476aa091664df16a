"""The paper of a receipt holds the longest texts that its fields take: nothing lies over anything else."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from salesfloor.floor.till.models import Receipt
from salesfloor.floor.till.paper import paper
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor

LONGEST = "出售旧房所得款项及家庭历年积蓄合并转入" * 10
MOST = "999999999999.99"


def heights(content: bytes) -> list[tuple[float, str]]:
    """Return the texts of a paper of one page with their heights on it, from the top down."""
    (sheet,) = PdfReader(io.BytesIO(content)).pages
    found: list[tuple[float, str]] = []

    def note(text: str, page: list[float], line: list[float], *_: Any) -> None:
        found.append((page[1] * line[4] + page[3] * line[5] + page[5], text))

    sheet.extract_text(visitor_text=note)
    return found


@pytest.mark.clause("3.4.1.3", "kept")
@pytest.mark.parametrize("source", ["积蓄", LONGEST])
def test_amount_and_capitals_stand_above_the_code(floor: Floor, source: str) -> None:
    floor.give("unit", code="U1", layout="3+1", area="89.5", price=MOST)
    paid: dict[str, Any] = {"phone": "13800138000", "unit": "U1", "amount": MOST, "due": MOST}
    payer = "上海锦绣前程企业管理咨询合伙企业（有限合伙）的代表"
    floor.give("deposit", by="finance", method="transfer", source=source, payer=payer, **paid)
    row = Receipt.objects.get()
    told = heights(paper(row, people.Site.objects.get(pk=row.site_id), taken_by="柳婉仪"))
    last = [height for height, text in told if "玖分" in text]
    codes = [height for height, text in told if row.code in text]
    assert len(last) == len(codes) == 2, "two halves of one sheet"
    for lowest, code in zip(sorted(last), sorted(codes), strict=True):
        assert lowest > code + 60, "the QR stands between them"
