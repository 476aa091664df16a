"""What a line says to a reader: words for codes, masked phones, names for people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from salesfloor.base.modules import Column
from salesfloor.base.phones import masked_phones, without_phones
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.registers.entries import Entry, Later, Strike, _written, entry
from salesfloor.kernel.registers.models import Line
from salesfloor.kernel.registers.wording import register_of

AT = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
NAMES = {"a": "林静", "m": "王经理"}


def read(register: str, facts: dict[str, Any], kind: str = "entry", later: Any = ()) -> Entry:
    line = Line(
        book_id=1, line_no=3, kind=kind, at=AT, recorded_at=AT, actor="a", hash=bytes(range(32))
    )
    struck = Strike(9, "typo", "m") if facts.pop("struck", False) else None
    return entry(
        line, 3, register_of(register), facts=facts, names=NAMES, struck=struck, later=list(later)
    )


def cell(one: Entry, name: str) -> str:
    found = next(cell for cell in one.cells if cell.column.name == name)
    marks = "".join(f" [{mark}]" for mark in found.marks)
    return f"{found.text}{marks}"


def test_a_visit_fills_the_ruled_columns() -> None:
    facts = {
        "do": "visit", "name": "李雷", "phone": "138 0013 8000", "assigned_to": "a", "owner": "m",
        "basis": "courtesy", "buyer": True, "phone_valid": True, "party": "x 1 y\nz 2 w",
    }  # fmt: skip
    one = read("visit", facts)

    assert cell(one, "at") == "2026-03-02 09:05"
    assert cell(one, "phone") == "138****8000"
    assert cell(one, "assigned_to") == "林静"
    assert cell(one, "owner") == "王经理"
    assert cell(one, "remark") == "with 2 more [courtesy]"
    assert one.fingerprint == "0001020304050607"


@pytest.mark.parametrize(
    ("facts", "kind", "remark"),
    [
        ({"basis": "turn"}, "entry", "In turn"),
        ({"basis": "waiting", "buyer": False}, "entry", "Waiting [not a buyer]"),
        (
            {"basis": "turn", "phone": "12", "phone_valid": False},
            "entry",
            "In turn [phone not valid]",
        ),
        ({"basis": "turn"}, "late_entry", "In turn [late entry]"),
    ],
)
def test_remarks(facts: dict[str, Any], kind: str, remark: str) -> None:
    assert cell(read("visit", {"do": "visit", **facts}, kind), "remark") == remark


def test_what_came_later_stands_where_nothing_stood() -> None:
    later = [Later(7, {"do": "assigned", "assigned_to": "a"}), Later(8, {"do": "override"})]
    one = read("visit", {"basis": "waiting", "assigned_to": None}, later=later)

    assert cell(one, "assigned_to") == "林静 (journal No. 7) [override No. 8]"
    assert cell(one, "owner") == ""


@pytest.mark.parametrize(
    ("register", "facts", "told"),
    [
        ("sign_in", {"do": "sign_in", "position": 2, "moves": []}, "Signed in at place 2"),
        ("sign_in", {"do": "step_away", "excused_by": "m"}, "Stepped away, excused by 王经理"),
        ("sign_in", {"do": "step_away", "excused_by": None}, "Stepped away without leave"),
        (
            "floor",
            {"do": "end", "register": "call", "register_no": 4, "outcome": "no_deal", "grade": "B"},
            "Call register No. 4 ended: No deal, grade B",
        ),
        ("claims", {"do": "lapse", "owner": "a", "phone": "13800138000", "clause": "3.3.1.1"},
         "The claim of 林静 to 138****8000 lapsed, by clause 3.3.1.1"),
        ("custody", {"do": "something", "moves": 1, "volume": "S1/visit/1"},
         "something: volume S1/visit/1"),
        ("custody", {"do": "print"}, "printed, pages"),
    ],
)  # fmt: skip
def test_books_without_columns_tell_a_sentence(
    register: str, facts: dict[str, Any], told: str
) -> None:
    assert cell(read(register, facts), "entry") == told


@pytest.mark.parametrize(
    ("kind", "facts", "told"),
    [
        ("correction", {"register_no": 2, "reason": "typo"}, "Correction: strikes No. 2. typo"),
        ("correction", {"register_no": 2, "undo": "v2"}, "Taken back at once: strikes No. 2."),
        ("override", {"register_no": 2, "assigned_to": "a", "reason": "ask 13800138000"},
         "Override: No. 2 goes to 林静. ask 138****8000"),
    ],
)  # fmt: skip
def test_lines_about_another_line_say_so(kind: str, facts: dict[str, Any], told: str) -> None:
    one = read("visit", {"do": "visit", **facts}, kind)

    assert str(one.told) == told
    assert one.cells == ()
    assert (one.corrects == 2) is (kind == "correction")


@pytest.mark.case(115)
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("打 13800138000 找他", "打 138****8000 找他"),
        ("call 138-0013-8000", "call 138****8000"),
        ("三室两厅 120 平 300 万", "三室两厅 120 平 300 万"),
        ("从 2026-03-02 到 2026-04-02", "从 2026-03-02 到 2026-04-02"),
        ("2026-03-02 2026-04-02", "2026-03-02 2026-04-02"),
        ("2026-03-02 13800138000", "202****8000"),
    ],
)
def test_numbers_in_somebodys_words_are_hidden(text: str, shown: str) -> None:
    assert without_phones(text) == shown


def test_what_nobody_wrote_came_by_itself() -> None:
    line = Line(
        book_id=1, line_no=1, kind="entry", at=AT, recorded_at=AT, actor="salesfloor", hash=b""
    )
    one = entry(line, 1, register_of("floor"), facts={}, names={}, struck=None, later=[])

    assert isinstance(one.by, Phrase)


@pytest.mark.fault("R8")
@pytest.mark.parametrize(
    ("form", "shown"),
    [("text", "913****7890"), ("number", "913301001234567890")],
)
def test_business_numbers_are_whole_in_their_own_column(form: str, shown: str) -> None:
    column = Column("credit_code", phrase("Credit code"), "value.credit_code", form)
    assert _written(column, "913301001234567890", {}, "sell_drugs") == shown


@pytest.mark.case(115)
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("13800138000 / 13900139000", "138****8000 / 139****9000"),
        ("0931-8765432-1", "093****5432-1"),
        ("+852 9123 4567", "+852****4567"),
        ("打不通，改打 13800138000 试试", "打不通，改打 138****8000 试试"),
        ("1380013", "*******"),
    ],
)
def test_every_phone_in_a_field_is_masked(given: str, shown: str) -> None:
    assert masked_phones(given) == shown


@pytest.mark.fault("P13")
@pytest.mark.parametrize(
    ("kind", "facts", "told"),
    [
        ("entry", {"do": "open_volume", "start": "ab", "volume": "S1/visit/2"}, "{visit} begun"),
        ("hand_in", {"do": "hand_in", "final": "ab", "lines": 9, "volume": "S1/visit/2"},
         "{visit} handed in with 9 lines"),
        ("day_closing", {"do": "close_day", "day": "2026-03-02", "heads": {"S1/visit/1": [3, "ab"]}},
         "The line is drawn under 2026-03-02"),
        ("epoch", {"do": "begin_epoch", "database": "7.1", "heads": {}, "reason": "monday.tar"},
         "From here on in another database: monday.tar"),
        ("epoch", {"do": "set_clock", "clock": "demo", "ahead_seconds": 60},
         "The registers go by a demo's clock, 60 seconds ahead"),
        ("epoch", {"do": "set_clock", "clock": "real", "ahead_seconds": 0},
         "The registers go by the machine's clock"),
    ],
)  # fmt: skip
def test_what_the_database_writes_in_the_book_of_books_is_a_sentence(
    kind: str, facts: dict[str, Any], told: str
) -> None:
    one = read("books", facts, kind)
    visit = f"{register_of('visit').title}, volume 2"

    assert str(one.told or cell(one, "entry")) == told.format(visit=visit)
