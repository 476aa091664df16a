"""What the forms of the shifts offer: nothing that would be refused, and nobody who stands on no shift."""

from __future__ import annotations

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.web.forms import Field, fields_of_form
from tests.service_area import ServiceArea
from tests.visitor import visitor

pytestmark = pytest.mark.django_db


def field(area: ServiceArea, name: str, command: str, wanted: str) -> Field:
    fields = fields_of_form(COMMANDS[command], actor=area.actor(name), at=area.now)
    [found] = [one for one in fields if one.name == wanted]
    return found


def codes(area: ServiceArea, name: str, command: str, wanted: str) -> set[str]:
    return {code for code, _words in field(area, name, command, wanted).choices}


def test_a_shift_is_rostered_from_what_there_is() -> None:
    area = ServiceArea()
    assert codes(area, "lead", "roster", "shift") == {"day", "night"}
    assert codes(area, "lead", "roster", "who") == {"a", "b", "lead"}
    assert field(area, "lead", "roster", "who").is_in_order
    assert "data-in-order" in visitor(area, "lead").get("/give/roster/").content.decode()


def test_who_lets_somebody_go_is_a_lead_or_manager_and_another() -> None:
    area = ServiceArea()
    assert codes(area, "a", "end_shift", "excused_by") == {"lead", "manager"}
    assert codes(area, "lead", "end_shift", "excused_by") == {"manager"}


def test_only_serious_entries_of_those_below_wait_to_be_acknowledged() -> None:
    area = ServiceArea()
    for by, serious in (("a", True), ("a", False), ("manager", True), ("b", True)):
        area.give("log", by=by, at="09:00", text="Smoke", serious=serious)
    area.give("acknowledge_log", by="manager", at="09:01", log_no=4)
    assert codes(area, "manager", "acknowledge_log", "log_no") == {"1"}
    assert codes(area, "director", "acknowledge_log", "log_no") == {"1", "3"}
