"""Agreements through the commands: the sealed paper, discounts that are free again, three hands at once."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from salesfloor.floor.deals.agreed import WORDING
from salesfloor.floor.deals.models import Agreement, SealedPaper, Signature
from salesfloor.kernel.registers.models import Line
from salesfloor.kernel.work.models import WorkItem
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
PHONE = "13800138000"
IDENTITY = "110101199003074178"
NAMED = {"buyer": "Zhou Ping", "id_no": IDENTITY}


@pytest.fixture
def floor() -> Floor:
    floor = Floor()
    floor.give("unit", code="U1", layout="3+1", area="89.5", price="1000000")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE, name="Zhou")
    paid = {"method": "cash", "source": "savings", "due": "50000"}
    floor.give("deposit", by="finance", phone=PHONE, unit="U1", amount="50000", **paid)
    return floor


def prepare(floor: Floor, **more: Any) -> Any:
    given = {"by": "a", "discount": 0, "terms": [], **NAMED, **more}
    return floor.give("prepare_agreement", phone=PHONE, unit="U1", **given)


def sign(floor: Floor, number: int) -> Any:
    floor.give("sign_agreement", by="a", agreement=number, signer="buyer")
    floor.give("sign_agreement", by="a", agreement=number)
    return floor.give("sign_agreement", by="manager", agreement=number)


@pytest.mark.clause("3.4.2.4", "kept")
@pytest.mark.clause("3.4.2.5", "kept")
def test_the_sealed_paper_is_the_one_whose_hash_is_on_record(floor: Floor) -> None:
    prepare(floor, special="")
    told = sign(floor, 1)
    paper = SealedPaper.objects.get()
    assert bytes(paper.content).startswith(b"%PDF")
    assert hashlib.sha256(bytes(paper.content)).hexdigest() == told["sha256"] == paper.sha256
    lines = Line.objects.filter(book__kind="deals", body__contains=told["sha256"])
    assert lines.count() == 1
    buyer = Signature.objects.get(party="buyer")
    assert (buyer.staff_id, buyer.witness_id) == (None, floor.actor("a").staff_id)
    assert Agreement.objects.get().holder_id == floor.actor("manager").staff_id


@pytest.mark.case(80)
@pytest.mark.clause("3.4.2.4", "refused")
def test_the_buyer_signs_before_nobody_without_a_part_in_the_deal(floor: Floor) -> None:
    """What the page of a colleague's agreement does not open for, the command refuses as well."""
    prepare(floor, special="")
    for by in ("b", "desk"):
        refused = floor.refusal("sign_agreement", by=by, agreement=1, signer="buyer")
        assert refused.clause == "3.4.2.4"
    assert not Signature.objects.exists()
    assert floor.give("sign_agreement", by="finance", agreement=1, signer="buyer")
    assert Signature.objects.get().witness_id == floor.actor("finance").staff_id


@pytest.mark.clause("9.3.2.8", "refused")
def test_a_discount_is_used_by_one_agreement_and_free_again(floor: Floor) -> None:
    beyond: dict[str, Any] = {"phone": PHONE, "unit": "U1", "terms": [], "discount": 2.5, **NAMED}
    assert floor.refusal("prepare_agreement", by="a", **beyond).clause == "9.3.2.8"
    floor.give("promise", by="manager", phone=PHONE, kind="discount", value=2.5, what="today")
    assert prepare(floor, discount=2.5)["price"] == "975000.00"
    floor.give("withdraw_agreement", by="a", agreement=1, reason="another date")
    assert prepare(floor, discount=2.5)["agreement"] == 2
    assert floor.ask("deal", by="a", unit="U1")["promises"] == [1]


def test_names_and_numbers_are_written_down_once(floor: Floor) -> None:
    prepare(floor)
    floor.give("withdraw_agreement", by="a", agreement=1, reason="another date")
    again = {"buyer": "", "id_no": ""}
    assert prepare(floor, **again)["agreement"] == 2
    floor.give("withdraw_agreement", by="manager", agreement=2, reason="another date")
    other: dict[str, Any] = {
        "phone": PHONE,
        "unit": "U1",
        "terms": [],
        "discount": 0,
        "buyer": "Zhou Bing",
    }
    assert floor.refusal("prepare_agreement", by="a", **other).clause == "3.4.2.2"


@pytest.mark.clause("3.4.1.2", "kept")
def test_releasing_a_unit_withdraws_what_is_not_sealed(floor: Floor) -> None:
    prepare(floor)
    floor.give("sign_agreement", by="a", agreement=1, signer="buyer")
    floor.give("release_hold", by="manager", unit="U1", reason="gave up")
    assert Agreement.objects.get().status == "withdrawn"


@pytest.mark.clause("7.1.11", "kept")
def test_fines_stay_within_the_caps_and_silence_grants_an_appeal(floor: Floor) -> None:
    prepare(floor)
    places = [f"place {number}" for number in range(7)]
    told = floor.give("review_agreement", by="manager", agreement=1, errors=places)
    assert (told["fine"], told["status"]) == ("100.00", "returned")
    prepare(floor)
    floor.give("review_agreement", by="manager", agreement=2, errors=places)
    prepare(floor)
    last = floor.give("review_agreement", by="manager", agreement=3, errors=places)
    assert (last["fine"], last["fine_no"]) == ("0.00", 3)
    floor.give("appeal", by="a", fine_no=1, grounds="copied from the list")
    floor.days_on(8)
    floor.wait_until("00:00")
    granted = [one for one in floor.happenings if one.name == "appeal_granted"]
    assert [(one.clause, one.fields["fine_no"]) for one in granted] == [("7.1.11", 1)]
    fines = floor.ask("fines", by="finance", month="2026-03")
    assert [row["state"] for row in fines["rows"]] == ["waived", "standing", "standing"]
    assert fines["total"] == "100.00"


@pytest.mark.clause("3.4.2.2", "kept")
def test_every_review_is_on_record_with_and_without_mistakes(floor: Floor) -> None:
    prepare(floor, special="")
    reviews = Line.objects.filter(book__kind="deals", body__contains='"do":"review_agreement"')
    floor.give("review_agreement", by="manager", agreement=1, errors=[])
    assert reviews.count() == 1
    sign(floor, 1)
    floor.give("review_agreement", by="manager", agreement=1, errors=["price"])
    assert reviews.count() == 2


@pytest.mark.clause("3.4.2.1", "refused")
def test_the_word_of_another_sites_manager_lets_nobody_write(floor: Floor) -> None:
    Floor("S2", prefix="other-")
    given: dict[str, Any] = {"phone": PHONE, "unit": "U1", "discount": 0, "terms": [], **NAMED}
    elsewhere = {**given, "by": "b", "approved_by": "other-manager"}
    assert floor.refusal("prepare_agreement", **elsewhere).clause == "3.4.2.1"
    assert prepare(floor, by="b", approved_by="other-director")["agreement"] == 1


@pytest.mark.clause("3.4.2.1", "kept")
def test_the_manager_hears_on_whose_word_somebody_else_wrote(floor: Floor) -> None:
    prepare(floor, by="b", approved_by="manager", reason="a is at the dentist")
    told = [one["text"] for one in floor.ask("inbox", by="manager")["messages"]]
    assert any("U1" in text for text in told)
    floor.give("withdraw_agreement", by="manager", agreement=1, reason="a is back")
    prepare(floor, by="a")
    again = [one["text"] for one in floor.ask("inbox", by="manager")["messages"]]
    assert len(again) == len(told), "whose deal it is needs nobody's word"


@pytest.mark.clause("3.4.2.3", "kept")
@pytest.mark.parametrize(
    "over",
    [
        ("release_hold", {"unit": "U1"}),
        ("change_unit", {"unit": "U1", "to": "U2"}),
        ("cancel_deal", {"unit": "U1", "cause": "agreed"}),
        ("withdraw_agreement", {"agreement": 1}),
    ],
    ids=lambda one: one[0],
)
def test_nobody_decides_about_the_wording_of_what_is_over(
    floor: Floor, over: tuple[str, dict[str, Any]]
) -> None:
    floor.give("unit", code="U2", layout="3+1", area="89.5", price="1000000")
    prepare(floor, special="The key in June.")
    waiting = WorkItem.objects.filter(kind=WORDING, subject="agreement:1", settled_at=None)
    assert waiting.exists()
    do, given = over
    floor.give(do, by="manager", reason="gave up", **given)
    assert not waiting.exists()
