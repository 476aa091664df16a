"""The playbook's pages: the right card before the right person, on one's own screen only (7.2.8, 9.4)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from salesfloor.base.commands import COMMANDS
from salesfloor.floor.playbook.models import Objection, Opening
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
WORDING = "You pay for the school at the door."
CARD = {
    "card": "dear",
    "step": "objection",
    "kind": "objection",
    "title": "Too dear",
    "wording": WORDING,
    "objection": "It is too dear",
    "cause": "other_view",
    "method": "compensate",
    "source": "Price list of 2026-01-05",
}


@pytest.fixture
def house(floor: Floor) -> Floor:
    """Return a floor with a card in use, one proposed, and `a` with a customer."""
    floor.give("card", by="manager", **CARD)
    floor.give("card", by="b", **(CARD | {"card": "road", "title": "Too loud", "source": ""}))
    floor.sign_in("a")
    floor.visit("09:00", ref="v1")
    return floor


@pytest.mark.clause("7.2.8")
def test_cards_open_in_a_talk_and_the_whole_book_does_not(house: Floor) -> None:
    receiver = visitor(house, "a")
    assert receiver.get("/playbook/")["Location"] == "/playbook/talk/v1/"
    shown = receiver.get("/playbook/talk/v1/?words=too+dear").content.decode()
    assert WORDING in shown
    assert "Too loud" not in shown, "nobody has approved it"
    assert piece(receiver, "/playbook/opened/dear/", ref="v1").status_code == 204
    assert Opening.objects.get().reception_id is not None
    assert visitor(house, "b").get("/playbook/talk/v1/").status_code == 403


@pytest.mark.clause("9.4.4")
def test_a_tap_on_a_card_logs_what_became_of_the_objection(house: Floor) -> None:
    receiver = visitor(house, "a")
    tapped = {"ref": "v1", "words": "Too dear for us", "cause": "other_view", "card": "dear"}
    piece(receiver, "/give/log_objection/", result="open", method="compensate", **tapped)
    row = Objection.objects.get()
    assert (row.result, row.card) == ("open", "dear")
    page = receiver.get(f"/playbook/objections/{row.number}/")
    assert b"answer_objection" in page.content
    assert visitor(house, "b").get(f"/playbook/objections/{row.number}/").status_code == 403
    listed = visitor(house, "manager").get("/playbook/objections/").content.decode()
    assert "Too dear for us" in listed


@pytest.mark.clause("9.4.3")
def test_a_card_says_what_it_rests_on_and_who_approved_it(house: Floor) -> None:
    manager = visitor(house, "manager")
    shown = manager.get("/playbook/card/road/").content.decode()
    assert "approve_card" in shown
    assert "is-unproven" in shown
    shown = visitor(house, "b").get("/playbook/card/dear/").content.decode()
    assert "Price list of 2026-01-05" in shown
    assert "批准人" in shown
    assert "/give/approve_card/" not in shown
    assert manager.get("/playbook/card/none/").status_code == 404


@pytest.mark.clause("9.4.1")
def test_practice_shows_what_the_rules_find(house: Floor) -> None:
    at = timezone.now()
    COMMANDS["card"].give(actor=house.actor("manager"), at=at, given=CARD | {"card": "dear2"})
    learner = visitor(house, "b")
    assert "It is too dear" in learner.get("/playbook/practice/").content.decode()
    answer = learner.post("/playbook/practice/", {"card": "dear", "words": "是的，但这是行情"})
    assert answer.context["answer"]["score"] == 80
    assert [one["error"] for one in answer.context["answer"]["flags"]] == ["yes_but"]
    refused = learner.post("/playbook/practice/", {"card": "none", "words": "x"})
    assert refused.context["refusal"].clause == "input"


@pytest.mark.clause("9.3.1.3", "refused")
def test_a_card_speaks_of_what_the_site_sells(house: Floor) -> None:
    house.give("unit", by="manager", code="1-101", layout="Three rooms", area="89.5", price="1000")
    for product in ("layout:Castle", "Castle", "unit:9-999", "goods:x"):
        refusal = house.refusal("card", by="manager", product=product, **CARD)
        assert refusal.clause == "input", product
    for product in ("layout:Three rooms", "Three rooms", "unit:1-101", ""):
        house.give("card", by="manager", product=product, **CARD)
