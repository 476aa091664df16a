"""Lists: who reads which rows, filters, keyset pages, spreadsheets."""

from __future__ import annotations

import csv
import json
import re
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django_htmx.middleware import HtmxDetails
from python_calamine import CalamineWorkbook

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS
from salesfloor.base.refusals import Refused
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.people.api import Account, Staff
from salesfloor.web.lists import (
    CLAUSE,
    LISTS,
    MOMENT,
    MONEY,
    PERSON,
    PHONE,
    Asked,
    Column,
    Empty,
    Flag,
    List,
    OneOf,
    Period,
    Search,
    Slice,
    exporting,
)
from salesfloor.web.lists.exporting import harmless
from salesfloor.web.lists.paging import read_key, slice_of
from salesfloor.web.requests import StaffRequest
from tests.visitor import visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.floor_builder import Floor


class Wares:
    """A source that pages itself."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def page(self, after: str, most: int) -> Slice:
        first = int(after or 0)
        further = str(first + most) if len(self.rows) > first + most else ""
        return Slice(self.rows[first : first + most], further)


WARES: list[dict[str, Any]] = [
    {"name": "甲", "fen": 123450, "phone": "13800138000"},
    {"name": "=1+1", "fen": -5, "phone": ""},
    {"name": "丙", "fen": None, "phone": "13900001111"},
]


@pytest.fixture(autouse=True)
def _forget_the_lists_of_tests() -> Iterator[None]:
    reverse("account_login")  # whatever is declared with the addresses stays
    before = dict(LISTS)
    yield
    LISTS.clear()
    LISTS.update(before)


def request_of(floor: Floor, who: str, query: str = "", **headers: str) -> StaffRequest:
    visitor(floor, who)
    request: Any = RequestFactory().get(f"/list/?{query}", headers=headers)
    request.actor, request.at, request.site = floor.actor(who), floor.now, None
    request.htmx = HtmxDetails(request)
    request.session = {}
    return request  # type: ignore[no-any-return]


def messages(**more: Any) -> List:
    declared: dict[str, Any] = {
        "may": ANYONE,
        "rows": lambda asked: Message.objects.filter(staff_id=asked.actor.staff_id),
        "order": ("-at", "-pk"),
        "columns": (
            Column(phrase("Time"), "at", MOMENT),
            Column(
                phrase("Customer"), "template", link=("rulebook:clause", "clause"), is_main=True
            ),
            Column(phrase("Clause"), "clause", CLAUSE),
            Column(phrase("Received by"), "staff_id", PERSON),
        ),
        "per_page": 2,
    }
    LISTS.pop("test", None)
    return List("test", phrase("Messages"), **declared | more)


def wares(**more: Any) -> List:
    declared: dict[str, Any] = {
        "may": LEADERS,
        "rows": lambda _asked: WARES,
        "columns": (
            Column(phrase("Name"), "name", is_main=True),
            Column(phrase("Amount"), "fen", MONEY),
            Column(phrase("Phone"), "phone", PHONE, otherwise="—"),
        ),
    }
    LISTS.pop("wares", None)
    return List("wares", phrase("Products"), **declared | more)


@pytest.fixture
def told(floor: Floor) -> Floor:
    """Return a floor whose manager has five messages, two of them of one moment."""
    me = floor.actor("manager").staff_id or 0
    for number, minutes in enumerate((0, 1, 1, 2, 3)):
        Message.objects.create(
            staff_id=me,
            site_id=floor.site_id or 0,
            at=floor.now - timedelta(minutes=10 - minutes),
            clause="3.2.2" if number % 2 else "3.5.0",
            template=f"m{number}",
            facts={},
            subject="",
        )
    return floor


def shown(answer: HttpResponse) -> list[str]:
    assert answer.status_code == 200
    return re.findall(r"[>,]\s*(m\d)\s*[<,]", answer.content.decode())


def link(answer: HttpResponse, rel: str) -> str | None:
    found = re.search(rf'rel="{rel}" href="\?([^"]*)"', answer.content.decode())
    return found[1].replace("&amp;", "&") if found else None


def ask(
    listing: List, floor: Floor, query: str = "", who: str = "manager", **headers: str
) -> HttpResponse:
    answer = listing.view(request_of(floor, who, query, **headers))
    assert isinstance(answer, HttpResponse)
    return answer


def test_pages_go_forward_and_back_by_key_without_a_gap(told: Floor) -> None:
    listing = messages()
    first = ask(listing, told)
    second = ask(listing, told, link(first, "next") or "")
    third = ask(listing, told, link(second, "next") or "")
    back = ask(listing, told, link(third, "prev") or "")
    start = ask(listing, told, link(back, "prev") or "")

    assert [shown(one) for one in (first, second, third)] == [["m4", "m3"], ["m2", "m1"], ["m0"]]
    assert (shown(back), shown(start)) == (["m2", "m1"], ["m4", "m3"])
    assert (link(first, "prev"), link(third, "next"), link(start, "prev")) == (None, None, None)


@pytest.mark.parametrize(
    "query",
    [
        "after=x",
        "before=%00",
        "after=W10",
        "after=WyJ4Iiwgbnwd",
        "after=WyIyMDI2LTAzLTAyIiwgIngiXQ",
        "before=WzEsIDld",
        "after=W251bGwsIG51bGxd",
        f"after={'W1tb' * 2_000}",
    ],
)
def test_a_key_that_cannot_be_read_begins_at_the_top(told: Floor, query: str) -> None:
    assert shown(ask(messages(), told, query)) == ["m4", "m3"]


@pytest.mark.case(66)
@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "字" * 999, 1 << 70])
def test_a_key_that_no_page_wrote_begins_at_the_top(told: Floor, text: object) -> None:
    rows, key = Staff.objects.all(), urlsafe_b64encode(json.dumps([text]).encode()).decode()
    first = slice_of(rows, ("code",), 2).rows
    value = read_key(rows, ("code",), key)
    assert value is None or value == [text]
    assert slice_of(rows, ("code",), 2, after=key).rows in ([], first)
    assert slice_of(rows, ("code",), 2, before=key).rows


def test_everybody_reads_their_own_rows_and_the_file_holds_no_more(told: Floor) -> None:
    listing = messages(per_page=25)

    assert shown(ask(listing, told, who="a")) == []
    assert shown(ask(listing, told, "as=csv", who="a")) == []
    assert shown(ask(listing, told, "as=csv")) == ["m4", "m3", "m2", "m1", "m0"]


def test_who_may_not_see_the_list_gets_no_file_either(floor: Floor) -> None:
    for query in ("", "as=csv", "as=xlsx"):
        assert ask(wares(), floor, query, who="a").status_code == 403


def test_filters_narrow_the_page_and_the_file(told: Floor) -> None:
    listing = messages(
        per_page=25,
        filters=(
            OneOf("clause", phrase("Clause"), [("3.2.2", "3.2.2"), ("3.5.0", "3.5.0")]),
            Search(
                "template", phrase("Name"), narrows=lambda rows, text: rows.filter(template=text)
            ),
            Flag("read", phrase("yes"), narrows=lambda rows, _: rows.exclude(read_at=None)),
            Period("at"),
        ),
    )
    for query, expected in (
        ("clause=3.2.2", ["m3", "m1"]),
        ("clause=9.9.9", ["m4", "m3", "m2", "m1", "m0"]),
        ("template=m2", ["m2"]),
        ("read=1", []),
        ("from=2020-01-01&to=2020-01-02", []),
        ("from=0001-01-01&to=9999-12-31", ["m4", "m3", "m2", "m1", "m0"]),
    ):
        assert shown(ask(listing, told, query)) == expected, query
        assert shown(ask(listing, told, f"{query}&as=csv")) == expected, query


def test_a_filter_of_a_post_is_not_drawn_and_not_read_for_others(told: Floor) -> None:
    only = OneOf("clause", phrase("Clause"), [("3.2.2", "3.2.2")], may=LEADERS)
    listing = messages(filters=(only,))

    assert 'name="clause"' in ask(listing, told).content.decode()
    assert 'name="clause"' not in ask(listing, told, who="a").content.decode()


def test_htmx_gets_the_rows_alone_and_the_whole_page_when_going_back(told: Floor) -> None:
    asked = {"HX-Request": "true"}
    piece = ask(messages(), told, **asked)
    back = ask(messages(), told, **asked, **{"HX-History-Restore-Request": "true"})

    assert "<html" not in piece.content.decode()
    assert "<html" in back.content.decode()


def test_nothing_is_said_in_words_and_nothing_fitting_in_others(floor: Floor) -> None:
    listing = messages(
        empty=Empty(phrase("No receptions here"), clause="3.5.0"),
        filters=(Search("template", phrase("Name")),),
    )

    assert "/rulebook/3.5.0/" in ask(listing, floor).content.decode()
    assert "没有符合条件的内容" in ask(listing, floor, "template=x").content.decode()


def test_csv_holds_plain_values_and_no_formulas(floor: Floor) -> None:
    answer = ask(wares(), floor, "as=csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert rows[1:] == [
        ["甲", "1234.5", "138****8000"],
        ["'=1+1", "-0.05", ""],
        ["丙", "", "139****1111"],
    ]
    assert "filename" in answer["Content-Disposition"]


def test_xlsx_holds_numbers_and_moments_as_such(told: Floor) -> None:
    goods = CalamineWorkbook.from_filelike(BytesIO(ask(wares(), told, "as=xlsx").content))
    rows = goods.get_sheet_by_index(0).to_python()
    letters = CalamineWorkbook.from_filelike(BytesIO(ask(messages(), told, "as=xlsx").content))
    lines = letters.get_sheet_by_index(0).to_python()

    assert rows[1:] == [
        ["甲", 1234.5, "138****8000"],
        ["=1+1", -0.05, ""],
        ["丙", "", "139****1111"],
    ]
    assert len(lines) == 6
    assert isinstance(lines[1][0], datetime)


def test_a_source_of_its_own_goes_forward_and_back_to_the_top(floor: Floor) -> None:
    listing = wares(rows=lambda _asked: Wares(WARES), per_page=2)
    first = ask(listing, floor)
    second = ask(listing, floor, link(first, "next") or "")

    assert "丙" not in first.content.decode()
    assert "丙" in second.content.decode()
    assert link(second, "prev") is not None
    assert "丙" in ask(listing, floor, "as=csv").content.decode()


@pytest.mark.case(88)
def test_a_running_export_stops_when_the_post_is_taken_away(
    told: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor(told, "manager")
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    listing = messages()
    written = exporting.pieces(listing, Asked(request_of(told, "manager")))
    next(written)
    Account.objects.filter(username=told.actor("manager").code).update(is_active=False)

    with pytest.raises(Refused) as refused:
        list(written)
    assert refused.value.clause == "access"


def test_a_list_too_long_for_a_file_is_narrowed_first(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST", 2)

    assert ask(wares(), floor, "as=csv").status_code == 422


@pytest.mark.case(64)
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\u3000=1",
        "\x00=1",
        "  =1",
        "\x0b=1",
        "\u200b\ufeff\u202e=1",
    ],
)
def test_formulas_become_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "张三", "138****8000", "2026-03-02 09:05", "a=b", "1-2"])
def test_all_else_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_rows_under_headings_with_a_template_of_their_own(floor: Floor) -> None:
    listing = wares(
        row="web/_clause.html", group=lambda row: phrase("Yes") if row["fen"] else phrase("No")
    )
    shown_groups = ask(listing, floor).content.decode()

    assert shown_groups.count("<h2>") == 2
    assert "<table" not in shown_groups
