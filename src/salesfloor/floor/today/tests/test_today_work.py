"""Today begins with what is owed, for every post, each item one tap from done (P13)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.kernel.tasks.models import Status, Task
from salesfloor.kernel.work import api as work
from tests.area_builder import Area
from tests.floor_builder import CAST, Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.fault("P13")
SOURCES: Final = Path(__file__).resolve().parents[3]
BEHIND: Final = re.compile(r'<details class="[^"]*\boperators\b.*?</details>', re.DOTALL)
TECHNICAL: Final = {
    "export.html": "the fingerprint of a file that somebody was given",
    "login.html": "the first start, before there are people",
    "volume.html": "the page that proves a volume",
    "cover.html": "the page that proves a volume",
    "first_passwords.html": "what people type",
}
"""Templates that show a code to everybody, each with why."""


def test_the_technical_side_stands_behind_for_operators() -> None:
    told = [
        str(template.relative_to(SOURCES))
        for template in SOURCES.rglob("templates/**/*.html")
        if template.name not in TECHNICAL
        and "<code" in BEHIND.sub("", template.read_text(encoding="utf-8"))
    ]
    assert told == []


@pytest.mark.parametrize("page", ["/rulebook/9.1.1.2/", "/settings/greet.within_seconds/"])
def test_a_manager_reads_no_name_of_the_program(yesterday: Floor, page: str) -> None:
    text = BEHIND.sub("", visitor(yesterday, "manager").get(page).content.decode())
    shown = re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<script.*?</script>", "", text))
    assert "销售" in shown
    assert not re.findall(r"salesfloor (?:clause|replay)|salesfloor\.\w+|\b[a-z]+_[a-z_]+\b", shown)


@pytest.fixture
def yesterday(db: None) -> Floor:
    return Floor(day=day_of(timezone.now()) - timedelta(days=1))


@pytest.mark.parametrize("who", list(CAST))
def test_what_is_owed_stands_on_the_page_of_every_post(yesterday: Floor, who: str) -> None:
    due = (yesterday.day + timedelta(days=5)).isoformat()
    giver = "director" if who != "director" else who
    yesterday.give("assign", by=giver, to=who, what="Zähle die Prospekte", due=due)
    text = visitor(yesterday, who).get("/").content.decode()
    assert "待办" in text
    assert "Zähle die Prospekte" in text
    assert "7.1.9" in text


def test_what_has_a_command_is_done_by_one_tap(yesterday: Floor) -> None:
    yesterday.give(
        "notice",
        by="manager",
        text="Offene Tage",
        to="finance",
        read_by=(yesterday.now + timedelta(days=9)).isoformat(),
    )
    browser = visitor(yesterday, "finance")
    assert "/give/read_notice/" in browser.get("/").content.decode()
    piece(browser, "/give/read_notice/", notice=1, next="/", key="k1")
    assert work.items(yesterday.actor("finance"), timezone.now()) == []


def test_what_a_director_owes_at_another_site_is_opened_there(yesterday: Floor) -> None:
    north = Floor("NORTH", day=yesterday.day, prefix="n-", cast={"manager": "manager"})
    work.owe(
        kind="appeal_to_rule_on",
        subject="conduct:1",
        site_id=north.site_id or 0,
        clause="7.1.11",
        sentence=phrase("Rule on the appeal of {who}.", who="n-manager"),
        at=north.now,
        staff_ids=[yesterday.actor("director").staff_id or 0],
    )
    director = visitor(yesterday, "director")
    text = director.get("/").content.decode()
    assert 'href="/conduct/1/"' not in text
    assert f'name="site" value="{north.site_id}">打开' in text
    director.post("/site/", {"site": north.site_id, "next": "/"})
    assert 'href="/conduct/1/"' in director.get("/").content.decode()


def test_what_waits_for_a_leads_own_word_stands_before_what_the_team_has_ahead(
    yesterday: Floor,
) -> None:
    lead, now = yesterday.actor("lead"), timezone.now()
    for kind, due_at in (
        ("ahead", now + timedelta(days=2)),
        ("own_word", None),
        ("late", now - timedelta(hours=1)),
    ):
        work.owe(
            kind=kind,
            subject=f"conduct:{len(kind)}",
            site_id=yesterday.site_id or 0,
            clause="7.1.11",
            sentence=phrase("Rule on the appeal of {who}.", who="a"),
            at=yesterday.now,
            due_at=due_at,
            staff_ids=[lead.staff_id or 0],
        )
    kinds = [one.kind for one in work.items(lead, now)]
    assert [kind for kind in kinds if kind in {"ahead", "own_word", "late"}] == [
        "late",
        "own_word",
        "ahead",
    ]


def test_who_gave_a_task_accepts_it_from_the_list(yesterday: Floor) -> None:
    due = (yesterday.day + timedelta(days=5)).isoformat()
    yesterday.give("assign", by="manager", to="a", what="Brochures", due=due)
    yesterday.give("finish_task", by="a", task=1, note="240")
    browser = visitor(yesterday, "manager")
    assert 'name="passed" value="true"' in browser.get("/").content.decode()
    piece(browser, "/give/accept_task/", task=1, passed="true", next="/", key="k2")
    assert Task.objects.get().status == Status.ACCEPTED


def test_an_attendant_sees_the_shift_and_what_to_do(db: None) -> None:
    area = Area(day=day_of(timezone.now()) - timedelta(days=1))
    area.shift_kind("long", "00:00", "00:00")
    area.give(
        "roster",
        by="lead",
        on=(area.day + timedelta(days=1)).isoformat(),
        shift="long",
        who=["a"],
        at=area.now,
    )
    text = visitor(area, "a").get("/").content.decode()
    assert "/give/arrive/" in text
    assert "2.4.1" in text
    assert "Long" in text


@pytest.mark.parametrize(
    "address", ["/tasks/", "/notices/", "/leave/", "/conduct/", "/tasks/1/", "/notices/1/",
                "/leave/1/", "/conduct/1/"]
)  # fmt: skip
@pytest.mark.parametrize("who", ["a", "lead", "manager"])
def test_the_pages_are_there_for_those_concerned(yesterday: Floor, who: str, address: str) -> None:
    day = (yesterday.day + timedelta(days=9)).isoformat()
    yesterday.give("assign", by="lead", to="a", what="Brochures", due=day)
    yesterday.give("observe", by="lead", who="a", item="untidy", note="Cups.")
    yesterday.give("leave", by="a", kind="rest", from_=day, until=day)
    read_by = (yesterday.now + timedelta(days=9)).isoformat()
    yesterday.give("notice", by="lead", text="Open day", to="a", read_by=read_by)
    assert visitor(yesterday, who).get(address).status_code == 200


@pytest.mark.parametrize("address", ["/tasks/1/", "/leave/1/", "/conduct/1/", "/notices/1/"])
def test_and_not_for_others(yesterday: Floor, address: str) -> None:
    day = (yesterday.day + timedelta(days=9)).isoformat()
    yesterday.give("assign", by="lead", to="a", what="Brochures", due=day)
    yesterday.give("observe", by="lead", who="a", item="untidy", note="Cups.")
    yesterday.give("leave", by="a", kind="rest", from_=day, until=day)
    read_by = (yesterday.now + timedelta(days=9)).isoformat()
    yesterday.give("notice", by="lead", text="Open day", to="a", read_by=read_by)
    assert visitor(yesterday, "b").get(address).status_code == 404
