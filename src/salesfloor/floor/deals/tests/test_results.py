"""What deals tell other modules: results of people, first grades that were right, promises that are void."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.floor.deals.models import SealedPaper
from salesfloor.floor.promises.models import Promise
from salesfloor.floor.results.crediting import divided
from salesfloor.kernel.files import api as files
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
PHONE = "13800138000"
IDENTITY = "110101199003074178"
TODAY = {"from": "2026-03-02", "to": "2026-03-02"}


@pytest.fixture
def floor() -> Floor:
    floor = Floor()
    floor.give("unit", code="U1", layout="3+1", area="89.5", price="1000000")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE, name="Zhou")
    floor.end("v1", outcome="negotiated", grade="A", need="three rooms", problem="the price")
    paid = {"method": "cash", "source": "savings", "due": "50000"}
    floor.give("deposit", by="finance", phone=PHONE, unit="U1", amount="50000", **paid)
    return floor


def seal(floor: Floor, number: int = 1) -> None:
    named: dict[str, Any] = {"buyer": "Zhou Ping", "id_no": IDENTITY, "discount": 0, "terms": []}
    floor.give("prepare_agreement", by="a", phone=PHONE, unit="U1", **named)
    floor.give("sign_agreement", by="a", agreement=number, signer="buyer")
    floor.give("sign_agreement", by="a", agreement=number)
    floor.give("sign_agreement", by="manager", agreement=number)


def result(floor: Floor, measure: str, **days: str) -> Any:
    asked = {**TODAY, **days}
    return floor.ask("results", by="manager", measure=measure, who="a", **asked)["value"]


@pytest.mark.clause("4.1.2", "kept")
def test_a_sealed_deal_is_a_result_by_share_until_it_is_called_off(floor: Floor) -> None:
    assert result(floor, "deals") == 0
    seal(floor)
    assert (result(floor, "deals"), result(floor, "amount")) == (1, "1000000.00")
    floor.days_on(1)
    floor.give(
        "cancel_deal", by="manager", at="10:00", unit="U1", cause="agreed", reason="both agree"
    )
    assert result(floor, "deals") == 1
    day = {"from": "2026-03-03", "to": "2026-03-03"}
    assert (result(floor, "deals", **day), result(floor, "amount", **day)) == (-1, "-1000000.00")


@pytest.mark.clause("4.1.2", "kept")
def test_a_sealed_agreement_that_is_opened_anew_counts_when_the_next_one_is_sealed(
    floor: Floor,
) -> None:
    seal(floor)
    floor.give("reopen_agreement", by="manager", agreement=1, reason="another name")
    assert (result(floor, "deals"), result(floor, "amount")) == (0, "0.00")
    seal(floor, 2)
    assert (result(floor, "deals"), result(floor, "amount")) == (1, "1000000.00")


@pytest.mark.parametrize(
    ("fen", "shares", "parts"),
    [
        (100, {1: 100}, {1: 100}),
        (101, {1: 50, 2: 50}, {1: 51, 2: 50}),
        (100, {1: 33, 2: 67}, {1: 33, 2: 67}),
        (1, {1: 40, 2: 60}, {1: 0, 2: 1}),
        (100, {}, {}),
    ],
)
def test_what_rounding_leaves_over_goes_to_the_largest_share(
    fen: int, shares: dict[int, int], parts: dict[int, int]
) -> None:
    assert divided(fen, shares) == parts


@pytest.mark.clause("9.3.2.5", "kept")
def test_first_grades_are_compared_with_what_was_sealed(floor: Floor) -> None:
    rows = floor.ask("grading", by="manager", **TODAY)["rows"]
    assert [(row["who"], row["grade"], row["n"], row["bought"]) for row in rows] == [
        ("a", "A", 1, 0)
    ]
    seal(floor)
    rows = floor.ask("grading", by="manager", **TODAY)["rows"]
    assert [(row["n"], row["bought"]) for row in rows] == [(1, 1)]


@pytest.mark.clause("7.1.4", "kept")
def test_promises_for_a_deal_are_void_when_it_is_called_off(floor: Floor) -> None:
    given = {"phone": PHONE, "kind": "other", "by": "a"}
    floor.give("promise", what="a parking place", **given)
    floor.give("promise", what="a kitchen", unit="U1", **given)
    assert floor.ask("deal", by="a", unit="U1")["promises"] == [1, 2]
    floor.give("cancel_deal", by="manager", unit="U1", cause="buyer", reason="moved away")
    assert floor.ask("deal", by="a", unit="U1")["promises"] == []
    assert set(Promise.objects.values_list("status", flat=True)) == {"void"}
    assert floor.refusal("approve", by="director", promise=1).clause == "input"


@pytest.mark.clause("3.4.3.6", "kept")
def test_leaving_names_what_is_out_with_deals_and_appointments(floor: Floor) -> None:
    floor.give("appoint", by="a", phone=PHONE, time="2026-03-05T10:00:00+08:00")
    named: dict[str, Any] = {"buyer": "Zhou Ping", "id_no": IDENTITY, "discount": 0, "terms": []}
    floor.give("prepare_agreement", by="a", phone=PHONE, unit="U1", **named)
    out = floor.ask("leaving", by="manager", who="a")
    assert (out["deals"], out["appointments"], out["agreements"], out["custody"]) == (1, 1, [1], [])
    floor.give("sign_agreement", by="a", agreement=1, signer="buyer")
    floor.give("sign_agreement", by="a", agreement=1)
    floor.give("sign_agreement", by="manager", agreement=1)
    floor.give("pass_agreement", by="manager", agreement=1, to="a", reason="copies it")
    floor.give("request_advance", by="a", amount="300", purpose="cakes")
    floor.give("approve_advance", by="manager", advance=1, granted=True, reason="yes")
    floor.give("pay_advance", by="finance", advance=1, method="cash")
    out = floor.ask("leaving", by="manager", who="a")
    assert (out["agreements"], out["custody"], out["advances"], out["ready"]) == (
        [],
        [1],
        [1],
        False,
    )
    left = floor.refusal("leave_job", by="manager", who="a", hand_over_to="b")
    assert left.clause in {"3.4.3.6", "7.2.3"}


@pytest.mark.clause("3.4.2.5", "kept")
@pytest.mark.clause("3.4.2.5", "refused")
def test_scans_stand_beside_the_sealed_paper(floor: Floor) -> None:
    seal(floor)
    before = SealedPaper.objects.get().sha256
    assert floor.give("attach_scans", by="a", agreement=1, scans=["a" * 64])["scans"] == 1
    assert floor.give("attach_scans", by="manager", agreement=1, scans=["b" * 64])["scans"] == 2
    assert SealedPaper.objects.get().sha256 == before
    assert floor.site_id is not None
    assert [one.value for one in files.of(floor.site_id, "agreement:1")] == ["a" * 64, "b" * 64]
    stranger = floor.refusal("attach_scans", by="b", agreement=1, scans=["a" * 64])
    assert stranger.clause == "3.4.2.5"


@pytest.mark.clause("7.2.2", "kept")
def test_receipts_and_deals_are_exported(floor: Floor) -> None:
    for by, what, rows in (("finance", "receipts", 1), ("a", "deals", 1), ("b", "deals", 0)):
        asked = floor.give("request_export", by=by, what=what, phones="masked", reason="the audit")
        assert asked["status"] == "ready"
        assert floor.give("take_export", by=by, export=asked["export"])["rows"] == rows
    assert (
        floor.refusal("request_export", by="a", what="receipts", phones="masked", reason="x").clause
        == "7.2.2"
    )
