"""From figures that call for a warning to the warning itself: the pages lead there, in plain words."""

from __future__ import annotations

from datetime import date

import pytest

from salesfloor.base.lines import LINES
from salesfloor.floor.pace.models import Due, Given
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import words
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
MONTH = "/progress/?period=2026-03"


@pytest.fixture
def behind() -> Floor:
    """Return a centre on a morning on which a warning of a, and of the lead, falls due."""
    policy = {"floor.duties": ["targets"], "target.measure": "complete"}
    floor = Floor(day=DAY, trade="bank_cards", policy=policy)
    given = {"measure": "complete", "period": "2026-03", "value": 31}
    floor.give("set_target", by="manager", at="08:30", target="a", person="a", **given)
    floor.days_on(7)
    floor.wait_until("09:30")
    return floor


@pytest.mark.clause("4.5.3", "applied")
def test_the_figures_lead_to_the_warning_that_is_due_and_then_to_the_one_given(
    behind: Floor,
) -> None:
    due = Due.objects.get(staff_id=people.staff_by_code("a").pk)
    lead = visitor(behind, "lead")
    assert f'href="/warnings/due/{due.pk}/"' in lead.get(MONTH).content.decode()
    assert f'href="/warnings/due/{due.pk}/"' not in visitor(behind, "a").get(MONTH).content.decode()
    page = lead.get(f"/warnings/due/{due.pk}/").content.decode()
    assert 'name="words"' in page
    behind.give("warn", by="lead", at="09:40", who="a", level="verbal", words="A hard week")
    given = Given.objects.get()
    page = lead.get(f"/warnings/due/{due.pk}/").content.decode()
    assert 'name="words"' not in page
    assert f'href="/warnings/{given.number}/"' in page
    for reader in ("lead", "a", "manager"):
        shown = visitor(behind, reader).get(MONTH).content.decode()
        assert f'href="/warnings/{given.number}/"' in shown
    assert "/warnings/" not in visitor(behind, "b").get(MONTH).content.decode()


@pytest.mark.clause("4.5.3", "applied")
def test_pace_and_warning_of_a_lead_stand_beside_the_team_for_those_above(behind: Floor) -> None:
    due = Due.objects.get(staff_id=people.staff_by_code("lead").pk)
    told = "pace 0%, day 31 / 31"
    above = visitor(behind, "manager")
    above.cookies["django_language"] = "en"
    page = above.get(MONTH).content.decode()
    assert told in page
    assert f'href="/warnings/due/{due.pk}/"' in page
    colleague = visitor(behind, "a")
    colleague.cookies["django_language"] = "en"
    assert told not in colleague.get(MONTH).content.decode()


@pytest.mark.parametrize("do", ["warning_due", "pace_behind"])
def test_the_register_says_a_pace_in_per_cent(do: str) -> None:
    assert LINES[do].facts["pace"]
    assert words.has_label(do, "pace")
    assert words.label(do, "pace", "0.4795") == "48%"
    assert words.label(do, "pace", "0.725") == "72.5%"
    assert words.label(do, "pace", "0.0") == "0%"


@pytest.mark.clause("4.1.2", "applied")
@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("manager", {"claim_target", "set_target", "break_down", "change_target"}),
        ("lead", {"claim_target", "break_down"}),
        ("a", {"claim_target"}),
    ],
)
def test_targets_are_set_broken_down_and_changed_where_they_stand(
    behind: Floor, who: str, offered: set[str]
) -> None:
    page = visitor(behind, who).get(MONTH).content.decode()
    known = ("claim_target", "set_target", "break_down", "change_target", "sign_target")
    ways = {"break_down": 'href="/progress/break-down/"'}
    assert {one for one in known if ways.get(one, f'action="/give/{one}/"') in page} == offered


@pytest.mark.clause("4.5.1", "applied")
def test_who_rules_on_an_appeal_reads_its_grounds_and_who_gave_it_is_not_asked(
    behind: Floor,
) -> None:
    behind.give("warn", by="manager", at="09:40", who="a", level="verbal", words="A hard week")
    address = f"/warnings/{Given.objects.get().number}/"
    behind.give("acknowledge", by="a", about="warning:1")
    behind.give("appeal", by="a", about="warning:1", grounds="Two days are not counted")
    offers = 'action="/give/rule_on_appeal/"'
    director = visitor(behind, "director").get(address).content.decode()
    assert offers in director
    assert "Two days are not counted" in director
    assert offers not in visitor(behind, "manager").get(address).content.decode()
    given = {"about": "warning:1", "reason": "They are right"}
    behind.give("rule_on_appeal", by="director", stands=False, **given)
    own = visitor(behind, "a").get(address).content.decode()
    assert "They are right" in own
    assert "Director" in own


@pytest.mark.clause("4.5.1", "applied")
def test_a_warning_is_given_by_a_second_tap_that_repeats_level_and_name(behind: Floor) -> None:
    due = Due.objects.get(staff_id=people.staff_by_code("a").pk)
    lead = visitor(behind, "lead")
    lead.cookies["django_language"] = "en"
    page = lead.get(f"/warnings/due/{due.pk}/").content.decode()
    name = people.staff_by_code("a").name
    first, second = page.index("<summary"), page.index(f"Verbal warning to {name}: give it now?")
    assert first < second
    assert "<button disabled hidden></button>" in page, "the key Enter gives nothing"
    assert "nothing follows by itself" in page
