"""Old registers and lists of people come in: all or nothing, once, with the claims that follow."""

from __future__ import annotations

import tracemalloc
from datetime import date, time
from typing import Any

import pytest

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.models import Claim
from salesfloor.floor.reception.models import Reception
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.imports.models import KnownRow
from salesfloor.kernel.imports.views import STEPS
from salesfloor.kernel.registers.models import Line
from tests.floor_builder import Floor
from tests.spreadsheets import SheetMade, send, workbook
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
TITLE = ["来访登记表（2026年2月）"]
HEADER = ["序号", "日期", "时间", "客户姓名", "联系电话", "居住区域", "接待人", "备注"]
LIN, SUN, WU, ZHAO = "13900000001", "13900000002", "13900000003", "13900000004"
LAST, FEBRUARY = "2月27日", "2月2日"


def visits(*rows: list[Any]) -> SheetMade:
    return SheetMade("来访登记", [TITLE, HEADER, *rows, ["合计", len(rows)]])


def calls(*rows: list[Any]) -> SheetMade:
    return SheetMade("来电登记", [["来电登记表（2026年2月）"], HEADER, *rows])


GOOD = visits(
    [1, date(2026, 2, 2), time(9, 5), "林先生", LIN, "东区", "A", "=1+1"],
    [2, "2月5日", "10:00", "孙 丽女士", f" {SUN}\xa0", "西区", "B", ""],
    [3, "2026.2.27", "15:30", "林先生", f"'{LIN}", "东区", "B", "义务"],
)
CALLED = calls([1, "2026/02/26", time(11, 0), "吴", float(WU), "", "A", ""])


def look(floor: Floor, *sheets: SheetMade, **more: Any) -> dict[str, Any]:
    file = send(floor, workbook(*sheets))
    return floor.give("import_file", by="manager", kind="registers", file=file, **more)


@pytest.fixture
def floor() -> Floor:
    return Floor()


def test_nothing_is_written_before_it_is_applied(floor: Floor) -> None:
    answer = look(floor, GOOD, CALLED)

    assert answer["sheets"] == [
        {
            "sheet": "来访登记",
            "kind": "visit",
            "header_row": 2,
            "rows": 3,
            "good": 3,
            "bad": 0,
            "known": 0,
        },
        {
            "sheet": "来电登记",
            "kind": "call",
            "header_row": 2,
            "rows": 1,
            "good": 1,
            "bad": 0,
            "known": 0,
        },
    ]
    assert (answer["errors"], answer["added"]) == ([], 0)
    assert answer["claims"] == {"standing": 1, "lapsed": 2}
    assert not Reception.objects.exists()


def test_lines_come_in_with_their_own_times_and_claims(floor: Floor) -> None:
    answer = look(floor, GOOD, CALLED, apply=True)

    assert answer["added"] == 4
    first = Reception.objects.get(channel="visit", register_no=1)
    assert (first.name, first.phone, first.basis) == ("林先生", LIN, "turn")
    assert floor.ask("owner_of", by="manager", phone=WU)["owner"] == "a"
    assert floor.ask("owner_of", by="manager", phone=WU)["valid_until"] == "2026-03-05"
    assert floor.ask("owner_of", by="manager", phone=SUN)["owner"] is None
    lines = Line.objects.filter(book__kind="visit")
    assert {line.kind for line in lines} == {"late_entry"}
    assert floor.ask("verify", by="manager")["ok"]


def test_every_step_of_an_import_is_told_and_has_words(floor: Floor) -> None:
    """Nothing stands still: what is written last, the claims, is counted like the rows."""
    told: list[tuple[str, int, int]] = []
    with imports.heard_by(lambda *step: told.append(step)):
        look(floor, GOOD, CALLED, apply=True)
    assert list(dict.fromkeys(step for step, _, _ in told)) == [
        "judge",
        "claims",
        "prepare",
        "write",
        "keep",
    ]
    assert {step for step, _, _ in told} <= STEPS.keys()
    for counted in ("claims", "write", "keep"):
        *_, (_, done, total) = [one for one in told if one[0] == counted]
        assert done == total > 0


def test_lines_of_old_are_shown_as_such_and_not_as_people_who_left(floor: Floor) -> None:
    look(floor, CALLED, apply=True)
    browser = visitor(floor, "manager")
    row = Reception.objects.get(phone=WU)
    pages = (
        f"/receptions/{row.pk}/",
        "/receptions/?from=2026-02-01&to=2026-02-28",
        f"/customers/{row.customer_id}/",
    )
    for address in pages:
        shown = browser.get(address).content.decode()
        assert "旧登记簿" in shown, address
    assert "已离开" not in browser.get(pages[0]).content.decode()


def test_owners_are_warned_of_claims_of_old(floor: Floor) -> None:
    look(floor, CALLED, apply=True)

    floor.day = date(2026, 3, 5)
    floor.wait_until("10:00")
    inbox = floor.ask("inbox", by="a")["messages"]

    assert [one["clause"] for one in inbox] == ["3.3.1.1"]


def test_a_courtesy_founds_no_claim(floor: Floor) -> None:
    look(floor, GOOD, apply=True)

    assert floor.ask("owner_of", by="manager", phone=LIN)["owner"] is None
    assert Reception.objects.get(register_no=3).basis == "courtesy"


def test_live_lines_go_on_after_the_volume_of_the_old_book(floor: Floor) -> None:
    floor.sign_in("a", "b")
    assert floor.visit("09:30", phone="13800138000")["register_no"] == 1
    look(floor, GOOD, apply=True)

    assert floor.visit("10:30", phone="13800138001")["register_no"] == 5
    assert floor.ask("verify", by="manager")["ok"]


def test_a_customer_of_old_is_received_by_the_owner(floor: Floor) -> None:
    look(floor, CALLED, apply=True)
    floor.sign_in("b", "a")

    answer = floor.visit("10:00", phone=WU)

    assert (answer["assigned_to"], answer["basis"]) == ("a", "own")


@pytest.mark.case(61)
def test_the_same_rows_again_change_nothing(floor: Floor) -> None:
    look(floor, GOOD, CALLED, apply=True)
    before = KnownRow.objects.count()
    reordered = SheetMade("到访", [TITLE, HEADER, *reversed(list(GOOD.rows[2:5]))])

    answers = [look(floor, reordered, CALLED, apply=True)]
    for name in ("old.xlsx", "renamed.xlsx"):
        file = send(floor, workbook(GOOD, CALLED), name)
        answers.append(
            floor.give("import_file", by="manager", kind="registers", file=file, apply=True)
        )

    for again in answers:
        assert again["added"] == 0
        assert [one["known"] for one in again["sheets"]] == [3, 1]
        assert again["claims"] == {"standing": 0, "lapsed": 0}
    assert KnownRow.objects.count() == before
    assert Reception.objects.count() == 4


def test_an_equal_row_is_known_as_often_as_it_came_in(floor: Floor) -> None:
    row = [1, FEBRUARY, "9:00", "林", LIN, "", "A", ""]
    look(floor, visits(row), apply=True)

    answer = look(floor, visits(row, row), apply=True)

    assert (answer["added"], answer["sheets"][0]["known"]) == (1, 1)


BAD = visits(
    [1, "2月2日", "9:00", "林", "", "", "A", ""],
    [2, "2月30日", "25:00", "孙", SUN, "", "A", ""],
    [3, "2月2日", "9:00", "吴", "未留", "", "甲", ""],
    [4, "2月27日", "9:00", "赵", ZHAO, "", "A", ""],
)


def test_errors_name_each_bad_cell(floor: Floor) -> None:
    answer = look(floor, BAD)

    assert [(one["cell"], one["field"], one["error"]) for one in answer["errors"]] == [
        ("E3", "phone", "phone_missing"),
        ("B4", "date", "date_invalid"),
        ("C4", "time", "time_invalid"),
        ("E5", "phone", "phone_invalid"),
        ("G5", "receiver", "receiver_unknown"),
    ]
    assert (answer["sheets"][0]["good"], answer["sheets"][0]["bad"]) == (1, 3)


@pytest.mark.case(62)
def test_one_bad_row_keeps_all_out_unless_the_good_ones_will_do(floor: Floor) -> None:
    assert look(floor, BAD, apply=True)["added"] == 0
    assert not Reception.objects.exists()

    assert look(floor, BAD, apply=True, on_error="skip")["added"] == 1
    assert Reception.objects.get().phone == ZHAO


BAD_IN_TWELVE_WAYS: list[dict[int, Any]] = [
    {1: ""},
    {1: "2月30日"},
    {1: 0.5},
    {2: "25:00"},
    {2: "noon"},
    {4: ""},
    {4: "12345"},
    {4: "=1+1"},
    {1: "13月3日"},
    {6: "nobody"},
    {6: ""},
    {4: "x" * 40, 6: "nobody"},
]
"""What stands in which columns instead."""


@pytest.mark.case(62)
@pytest.mark.parametrize(
    ("rows", "megabytes"), [(2_400, 60), pytest.param(100_000, 300, marks=pytest.mark.faults)]
)
def test_of_many_rows_the_bad_ones_are_named_by_cell_and_the_rest_come_in(
    floor: Floor, rows: int, megabytes: int
) -> None:
    """Three in a hundred are bad, in twelve ways; merged cells and dates as numbers are read all the same."""
    every = 33
    lines: list[list[Any]] = []
    wrong: dict[int, set[str]] = {}
    for number in range(rows):
        day = date(2026, 2, number % 28 + 1)
        row: list[Any] = [number, day, time(9 + number % 8, number % 60), "林", f"139{number:08}",
                          "东区", "AB"[number % 2], ""]  # fmt: skip
        if number % every == 0:
            changed = BAD_IN_TWELVE_WAYS[len(wrong) % len(BAD_IN_TWELVE_WAYS)]
            wrong[number + 3] = {"ABCDEFGH"[column] for column in changed}
            for column, value in changed.items():
                row[column] = value
        lines.append(row)
    merged = [(5, 5, 8, 5)]  # one quarter of the town for four rows
    file = send(floor, workbook(SheetMade("来访登记", [TITLE, HEADER, *lines], merged)))
    asked: dict[str, Any] = {"kind": "registers", "file": file, "apply": True}

    tracemalloc.start()
    kept_out = floor.give("import_file", by="manager", **asked)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert kept_out["added"] == 0
    assert not Reception.objects.exists()
    found: dict[int, set[str]] = {}
    for one in kept_out["errors"]:
        found.setdefault(int(one["cell"][1:]), set()).add(one["cell"][0])
    [sheet] = kept_out["sheets"]
    assert sheet["bad"] == len(wrong)
    assert set(found) <= set(wrong)
    assert all(found[row] <= wrong[row] for row in found)
    assert peak < megabytes * 1_000_000
    told = floor.give("import_file", by="manager", on_error="skip", **asked)
    assert (told["added"], Reception.objects.count()) == (rows - len(wrong), rows - len(wrong))


def test_without_a_phone_only_where_that_was_chosen(floor: Floor) -> None:
    nobody = visits(
        [1, FEBRUARY, "9:00", "林", "", "", "A", ""],
        [2, FEBRUARY, "9:01", "孙", "未留", "", "A", ""],
    )

    answer = look(floor, nobody, apply=True, without_phone="take")

    assert answer["added"] == 2
    assert [one["error"] for one in answer["warnings"]] == ["phone_invalid"]
    assert not Claim.objects.exists()


def test_who_is_not_the_owner_by_the_rules_is_pointed_out(floor: Floor) -> None:
    answer = look(
        floor,
        visits(
            [1, FEBRUARY, "9:00", "林", LIN, "", "A", ""],
            [2, "2月3日", "9:00", "林", LIN, "", "B", ""],
        ),
    )

    assert [(one["cell"], one["error"]) for one in answer["warnings"]] == [("G4", "not_the_owner")]
    assert answer["claims"] == {"standing": 0, "lapsed": 1}


def test_visits_come_before_calls_of_the_same_minute(floor: Floor) -> None:
    look(
        floor,
        calls([1, LAST, "9:00", "林", LIN, "", "B", ""]),
        visits([1, LAST, "9:00", "林", LIN, "", "A", ""]),
        apply=True,
    )

    assert floor.ask("owner_of", by="manager", phone=LIN)["owner"] == "a"


def test_a_lapse_of_old_is_on_record_at_its_own_instant(floor: Floor) -> None:
    look(floor, GOOD, apply=True)

    lapses = Line.objects.filter(book__kind="claims", body__contains='"do":"lapse"')
    assert [day_of(line.at) for line in lapses] == [date(2026, 2, 10), date(2026, 2, 13)]
    assert not [one for one in floor.happenings if one.name == "claim_lapsed"]


def test_no_claims_where_none_are_wanted(floor: Floor) -> None:
    answer = look(floor, CALLED, apply=True, claims="none")

    assert answer["claims"] == {"standing": 0, "lapsed": 0}
    assert not Claim.objects.exists()


def test_the_manager_may_let_lapsed_claims_begin_anew(floor: Floor) -> None:
    answer = look(floor, GOOD, apply=True, claims="renew", renew_days=18)

    assert answer["claims"] == {"standing": 1, "lapsed": 2}
    found = floor.ask("owner_of", by="manager", phone=SUN)
    assert (found["owner"], found["valid_until"]) == ("b", "2026-03-09")
    assert "3.5.0" not in found["because"][0]  # nobody received that day
    tried = floor.give("what_if", by="manager", policy={}, from_="2026-02-01", to="2026-03-31")
    assert tried["differ"] == 0
    assert Line.objects.filter(book__kind="claims", body__contains="renew_claim").count() == 1


def test_only_the_manager_renews(floor: Floor) -> None:
    file = send(floor, workbook(GOOD))
    asked: dict[str, Any] = {"kind": "registers", "file": file, "claims": "renew", "renew_days": 9}

    assert floor.refusal("import_file", by="admin", **asked).clause == "access"


def test_who_is_no_manager_or_administrator_imports_nothing(floor: Floor) -> None:
    file = send(floor, workbook(GOOD))

    for who in ("a", "lead", "desk", "finance"):
        assert floor.refusal("import_file", by=who, kind="registers", file=file).clause == "access"


PEOPLE = SheetMade(
    "人员",
    [
        ["销售部人员名单"],
        ["序号", "姓名", "岗位", "组别", "电话", "入职日期"],
        [1, "钱进", "置业顾问", "一组", 13700000001.0, "12月3日"],
        [2, "周 全", "销售主管", "一组", "137-0000-0002", "2024.8.25"],
        [3, "郑理", "销售经理", "", "", ""],
        [4, "王安", "保安", "", "", ""],
        [5, "冯接", "前台", "", "12", ""],
    ],
)


def test_people_are_taken_on_leads_first() -> None:
    floor = Floor(cast={})
    file = send(floor, workbook(PEOPLE))

    asked: dict[str, Any] = {"kind": "staff", "file": file, "apply": True, "on_error": "skip"}
    answer = floor.give("import_file", by=None, **asked)

    assert answer["added"] == 4
    assert [(one["cell"], one["error"]) for one in answer["errors"]] == [("C6", "post_unknown")]
    assert [(one["cell"], one["error"]) for one in answer["warnings"]] == [
        ("F3", "year_missing"),
        ("E7", "phone_invalid"),
    ]
    assert {floor.actor(code).name for code in ("c01", "l01", "m01", "d01")} == {
        "钱进",
        "周全",
        "郑理",
        "冯接",
    }
    again = floor.give("import_file", by="m01", **asked)
    assert (again["added"], again["sheets"][0]["known"]) == (0, 4)
    assert floor.refusal("import_file", by=None, **asked).clause == "access"


def test_salespeople_whom_the_same_file_lists_are_taken_on_with_their_lines() -> None:
    floor = Floor(cast={"manager": "manager"})
    line = visits([1, LAST, "9:00", "林", LIN, "", "钱进", ""])

    answer = look(floor, PEOPLE, line, apply=True)

    assert (answer["added"], answer["errors"]) == (1, [])
    assert floor.ask("owner_of", by="manager", phone=LIN)["owner"] == "c01"
