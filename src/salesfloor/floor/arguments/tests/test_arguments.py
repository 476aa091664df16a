"""Arguments come in the customer's order."""

from __future__ import annotations

import pytest

from salesfloor.floor.arguments import cards
from salesfloor.floor.arguments.cards import Card, in_order
from tests.floor_builder import Floor
from tests.visitor import visitor


def card(code: str, *tags: str, product: str = "") -> Card:
    return Card(code, product, f"f {code}", f"a {code}", f"b {code}", tags)


@pytest.mark.clause("9.2.1.5", "kept")
def test_what_the_customer_likes_comes_first() -> None:
    stock = [
        card("c1"),
        card("c2", "view", product="layout:A"),
        card("c3", "view", "daylight"),
        card("c4", "view", product="layout:B"),
        card("c5", "quiet_apart", product="layout:A"),
        card("c0", "view", product="layout:A"),
    ]
    found = in_order(stock, "layout:A", {"view": 2, "daylight": 3})
    assert [(one.code, tags) for one, tags in found] == [
        ("c3", ["daylight", "view"]),
        ("c0", ["view"]),
        ("c2", ["view"]),
        ("c1", []),
        ("c5", []),
    ]


@pytest.mark.django_db
@pytest.mark.clause("9.2.1.5", "refused")
def test_they_are_for_those_who_work_with_the_customer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_CARDS", [lambda _site, _at: [card("c1", "view")]])
    floor = Floor()
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone="13805712201")
    asked = {"phone": "13805712201", "about": "layout:A"}
    floor.give("mark_interest", by="a", phone="13805712201", tag="view", weight=3)

    [row] = floor.ask("arguments", by="a", **asked)["rows"]
    assert (row["card"], row["because"]) == ("c1", ["view"])
    with pytest.raises(Exception, match=r"3\.4\.3\.5"):
        floor.ask("arguments", by="b", **asked)
    with pytest.raises(Exception, match="input"):
        floor.ask("arguments", by="a", phone="13805712201", about="A")


@pytest.mark.django_db
@pytest.mark.clause("9.5.1.2", "kept")
def test_the_card_comes_up_again_with_the_words_for_who_goes_without_buying() -> None:
    floor = Floor()
    words = {"step": "no_deal", "kind": "tip", "title": "免费咨询", "wording": "有问题随时打给我。"}
    floor.give("card", by="manager", card="free", **words)
    day = floor.now.date().isoformat()
    told = {"name": "card.telephone", "value": "028-8600 1234", "from": day}
    floor.give("policy", by="manager", **told)
    browser = visitor(floor, "a")
    assert "<b>028-8600 1234</b>" in browser.get("/business-card/").content.decode()
    assert "有问题随时打给我。" in browser.get("/business-card/?after=no_deal").content.decode()
    assert "有问题随时打给我。" not in browser.get("/business-card/").content.decode()
