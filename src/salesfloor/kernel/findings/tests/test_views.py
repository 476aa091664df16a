"""The pages of findings: each list leads to its page, and the page to the next step of whose turn it is."""

from __future__ import annotations

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.web.forms import fields_of_form
from tests.service_area import PHOTO, ServiceArea
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
WATER = {"kind": "hygiene", "subject": "WC", "grade": "a", "text": "Water on the floor"}


def page_of(area: ServiceArea, name: str, address: str = "/findings/1/") -> str:
    answer = visitor(area, name).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_offers_the_next_step_to_whose_turn_it_is() -> None:
    area = ServiceArea()
    area.give("find", by="a", at="09:00", **WATER)
    shown = page_of(area, "a")
    assert "Water on the floor" in shown
    assert "接下来谁办什么" in shown
    assert "/give/fix/" in shown
    assert "/give/recheck/" not in shown

    area.give("fix", by="a", at="10:00", finding=1, note="mopped", photos=[PHOTO])
    assert "/give/recheck/" not in page_of(area, "a")
    other = page_of(area, "manager")
    assert "/give/recheck/" in other
    assert "mopped" in other


def test_the_list_is_paged_and_written_to_spreadsheets() -> None:
    area = ServiceArea()
    assert "没有整改项" in page_of(area, "manager", "/findings/")
    area.give("find", by="a", at="09:00", **WATER)
    assert 'href="/findings/1/"' in page_of(area, "manager", "/findings/")
    assert "Water on the floor" in page_of(area, "manager", "/findings/?as=csv")


def offered(area: ServiceArea, name: str, command: str, field: str) -> set[str]:
    fields = fields_of_form(COMMANDS[command], actor=area.actor(name), at=area.now)
    [choices] = [one.choices for one in fields if one.name == field]
    return {code for code, _words in choices}


def test_forms_offer_the_findings_whose_turn_it_is() -> None:
    area = ServiceArea()
    for text in ("Water on the floor", "Dust"):
        area.give("find", by="a", at="09:00", **(WATER | {"text": text}))
    area.give("fix", by="a", at="10:00", finding=1, note="mopped", photos=[PHOTO])

    assert offered(area, "a", "fix", "finding") == {"2"}
    assert offered(area, "manager", "recheck", "finding") == {"1"}
    assert offered(area, "a", "recheck", "finding") == set()
    assert offered(area, "manager", "extend_finding", "finding") == {"2"}


def test_a_finding_is_reported_from_what_there_is_and_not_by_codes() -> None:
    area = ServiceArea()
    kinds = offered(area, "a", "find", "kind")
    assert {"hygiene", "internal"} <= kinds
    assert "hazard" not in kinds
    assert {"WC", "SQ", area.code} <= offered(area, "a", "find", "subject")
    shown = page_of(area, "a", "/findings/")
    assert "<select" in shown
    assert ">Toilets<" in shown
