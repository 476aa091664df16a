"""Lines get their numbers, their hours and their place in the chain."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from salesfloor.kernel.registers import models
from salesfloor.kernel.registers.api import verify
from salesfloor.kernel.registers.tests.scribe import MORNING, Line, Scribe

pytestmark = pytest.mark.django_db


def refused_with(error: pytest.ExceptionInfo[DatabaseError]) -> str:
    return str(getattr(error.value.__cause__, "sqlstate", ""))


@pytest.fixture
def scribe() -> Scribe:
    return Scribe()


@pytest.mark.clause("3.2.3.5", "kept")
def test_the_line_that_fills_a_volume_closes_it_and_opens_the_next(scribe: Scribe) -> None:
    lines = scribe.fill(12)

    assert [line.register_no for line in lines] == list(range(1, 13))
    assert [line.place for line in lines if line.filled] == ["X1/visit/1:5", "X1/visit/2:5"]
    volumes = models.Book.objects.filter(kind="visit").order_by("number")
    assert [(b.status, b.lines, b.first_no) for b in volumes] == [
        ("FULL", 5, 1),
        ("FULL", 5, 6),
        ("OPEN", 2, 11),
    ]
    assert verify().findings == ()


def test_the_book_of_books_lists_itself_and_goes_on_when_full() -> None:
    scribe = Scribe(books_size=2, size=2)
    scribe.fill(9)

    assert verify().findings == ()
    books = models.Book.objects.filter(kind="books").order_by("number")
    assert [(b.name, b.status) for b in books] == [
        ("X1/books/1", "FULL"),
        ("X1/books/2", "FULL"),
        ("X1/books/3", "FULL"),
        ("X1/books/4", "FULL"),
        ("X1/books/5", "FULL"),
        ("X1/books/6", "OPEN"),
    ]


def test_a_key_that_comes_again_answers_the_line_written_then(scribe: Scribe) -> None:
    def say() -> Line:
        return scribe.write(body={"do": "visit"}, personal={"name": "李雷"}, key="k-1")

    first = say()
    scribe.fill(7)
    again = say()

    assert (again.place, again.hash, again.repeated) == (first.place, first.hash, True)
    assert models.Line.objects.filter(key="k-1").count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"body": {"do": "visit", "n": 2}, "personal": {"name": "李雷"}},
        {"body": {"do": "visit"}, "personal": {"name": "韩梅梅"}},
        {"body": {"do": "visit"}},
        {"body": {"do": "visit"}, "personal": {"name": "李雷", "phone": "1"}},
        {"kind": "call", "body": {"do": "visit"}, "personal": {"name": "李雷"}},
    ],
)
def test_a_key_that_comes_with_another_line_is_refused(
    scribe: Scribe, other: dict[str, Any]
) -> None:
    scribe.write(body={"do": "visit"}, personal={"name": "李雷"}, key="k-1")
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        scribe.write(**other, key="k-1")

    assert refused_with(error) == "SF005"


@pytest.mark.case(19)
def test_a_clock_that_steps_back_stops_the_register(scribe: Scribe) -> None:
    scribe.write(at=MORNING + timedelta(hours=1))
    late = scribe.write(at=MORNING + timedelta(hours=1, seconds=-2))
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        scribe.write(at=MORNING + timedelta(hours=1, seconds=-2, microseconds=-1))

    assert late.recorded_at == MORNING + timedelta(hours=1)
    assert refused_with(error) == "SF001"
    assert verify().findings == ()


def test_what_is_told_late_says_so() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("UPDATE register.clock SET mode = 'real'")
        cursor.execute("SET LOCAL ROLE salesfloor_app")
    scribe = Scribe()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    scribe.write(at=now - timedelta(minutes=4))
    scribe.write(at=now - timedelta(minutes=6))
    scribe.write(at=now - timedelta(minutes=6), line_kind="day_closing")

    kinds = models.Line.objects.filter(book__kind="visit").order_by("line_no")
    assert list(kinds.values_list("kind", flat=True)) == ["entry", "late_entry", "day_closing"]


@pytest.mark.case(77)
def test_corrections_name_an_entry_once_and_are_not_corrected(scribe: Scribe) -> None:
    scribe.fill(7)
    struck = scribe.write(line_kind="correction", ref="X1/visit/1:3")
    for ref, kind, code in [
        ("X1/visit/1:3", "correction", "SF008"),
        ("X1/visit/1:3", "void", "SF008"),
        (struck.place, "correction", "SF007"),
        (f"X1/visit/2:{struck.line_no + 1}", "correction", "SF006"),  # itself
        ("X1/visit/9:1", "correction", "SF006"),
        ("X1/visit/1:03", "correction", "SF006"),
        ("X1/books/1:1", "correction", "SF006"),
        ("nonsense", "correction", "SF006"),
        (None, "correction", "SF006"),
    ]:
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            scribe.write(line_kind=kind, ref=ref)
        assert refused_with(error) == code, ref
    scribe.write(line_kind="void", ref="X1/visit/1:4")
    assert verify().findings == ()


def test_books_of_holders_are_opened_by_order_and_start_at_one(scribe: Scribe) -> None:
    scribe.give_book(11)
    scribe.give_book(12)
    scribe.write("follow_up", holder_id=11)
    lines = [scribe.write("follow_up", holder_id=12) for _ in range(5)]
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        scribe.give_book(11)
    assert refused_with(error) == "SF004"
    for holder in (12, 13):  # the one's is full, the other has none: the admin gives books
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            scribe.write("follow_up", holder_id=holder)
        assert refused_with(error) == "SF002"
    scribe.give_book(12)
    assert scribe.write("follow_up", holder_id=12).place == "X1/follow_up/3:1"
    scribe.hand_in(lines[0].book_id)
    scribe.hand_in(lines[0].book_id)
    assert verify().findings == ()
    assert models.Line.objects.filter(book__kind="books", kind="hand_in").count() == 1


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"kind": "books"}, "the book of books"),
        ({"line_kind": "epoch"}, "the book of books"),
        ({"line_kind": "fantasy"}, "not the form"),
        ({"ref": "X1/visit/1:1"}, None),
        ({"body": {"do": "x" * 70_000}}, "not the form"),
        ({"key": ""}, "not the form"),
        ({"personal": {"Name": "x"}}, "not the form"),
        ({"personal": {"a b": "x"}}, "not the form"),
        ({"kind": "Visit"}, "not the form"),
        ({"personal": {"name": ""}}, "not the form"),
    ],
)
def test_what_has_not_the_form_of_a_line_is_refused(
    scribe: Scribe, fields: dict[str, Any], what: str | None
) -> None:
    if what is None:
        scribe.write(**fields)
        return
    with pytest.raises(DatabaseError, match=what), transaction.atomic():
        scribe.write(**fields)
    scribe.write()
    assert verify().findings == ()


def heads(kind: str) -> list[list[str]]:
    """Return which volumes each line of that kind counts, the oldest first."""
    found = models.Line.objects.filter(kind=kind, body__contains='"heads"').order_by("line_no")
    return [list(json.loads(line.body)["heads"]) for line in found]


@pytest.mark.case(58)
def test_what_an_epoch_and_a_day_count_stays_short(scribe: Scribe) -> None:
    """Full volumes are counted on the day on which they filled, then bound by the next one."""
    scribe.fill(13)
    scribe.now = scribe.now.replace(day=3)
    scribe.close_day("2026-03-02")
    scribe.fill(4)
    scribe.now = scribe.now.replace(day=4)
    scribe.close_day("2026-03-03")
    scribe._call("SELECT register.begin_epoch(%s, 'op', 'restore')", (scribe.now,))

    assert heads("day_closing") == [
        ["X1/visit/1", "X1/visit/2", "X1/visit/3"],
        ["X1/visit/3", "X1/visit/4"],
    ]
    assert heads("epoch") == [["X1/visit/4"]]
