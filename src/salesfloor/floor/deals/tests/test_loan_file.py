"""The file of a loan on the deal's page: the bank's list, what is missing first, photos, one button (7.1.14)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.deals.models import Deal
from tests.floor_builder import Floor
from tests.visitor import visitor

PHONE = "13800138000"
PHOTO = "a" * 64


@pytest.mark.django_db
@pytest.mark.clause("7.1.14", "kept")
@pytest.mark.clause("7.1.14", "refused")
def test_a_loans_file_goes_to_the_bank_complete() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.give("unit", code="U1", layout="3+1", area="89.5", price="1000000")
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone=PHONE)
    paid: dict[str, Any] = {"method": "cash", "source": "积蓄", "due": "50000", "amount": "50000"}
    floor.give("deposit", by="finance", phone=PHONE, unit="U1", **paid)
    named = {"buyer": "张建国", "id_no": "110101199003074178", "payment": "loan"}
    words: dict[str, Any] = {"phone": PHONE, "unit": "U1", "discount": 0, "terms": [], **named}
    floor.give("prepare_agreement", by="a", **words)
    floor.give("sign_agreement", by="a", agreement=1, signer="buyer")
    floor.give("sign_agreement", by="a", agreement=1)
    floor.give("sign_agreement", by="manager", agreement=1)
    floor.give("bank", by="manager", code="river", name="江南银行", papers=["收入证明", "流水"])
    path = f"/deals/{Deal.objects.get().number}/"
    browser = visitor(floor, "a")
    assert "/give/open_loan/" in browser.get(path).content.decode()
    floor.give("open_loan", by="a", unit="U1", bank="river", amount="600000")
    page = browser.get(path).content.decode()
    assert "还差 2 份" in page
    assert 'disabled aria-describedby="loan-missing"' in page
    assert 'data-upload="photos"' in page

    floor.give("hand_in_paper", by="a", unit="U1", paper="收入证明", photos=[PHOTO])
    refused = floor.refusal("hand_in_loan", by="a", unit="U1")
    assert refused.clause == "7.1.14"
    shown = browser.get(path)
    assert [one.name for one, _ in shown.context["loan_papers"]] == ["流水", "收入证明"]
    assert [len(photos) for _, photos in shown.context["loan_papers"]] == [0, 1]
    assert "data-upload" not in visitor(floor, "manager").get(path).content.decode()

    floor.give("hand_in_paper", by="a", unit="U1", paper="流水")
    assert "disabled" not in browser.get(path).content.decode().split("送件", 1)[0][-300:]
    floor.give("hand_in_loan", by="a", unit="U1")
    page = browser.get(path).content.decode()
    assert "送件到银行" in page
    assert "/give/hand_in_loan/" not in page

    for stage in ("contract", "loan", "inspection", "title"):
        assert "这单不能再收款" not in browser.get(path).content.decode()
        floor.give("finish_stage", by="a", unit="U1", stage=stage)
    assert "还有 ¥950,000.00 未收" in browser.get(path).content.decode()
