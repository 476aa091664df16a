"""A line whose number is known with its lock, before it is written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from salesfloor.base.commands import Act, Actor, acting
from salesfloor.base.posts import Post
from salesfloor.base.sql import fetch_all, fetch_one
from salesfloor.kernel.registers import models
from salesfloor.kernel.registers.api import NextLine, verify
from salesfloor.kernel.registers.tests.scribe import MORNING, Scribe

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
DESK = Actor("D01", Post.DESK, 701)
LATER = MORNING + timedelta(hours=1)
WRITE = """
    SELECT register.append_next(%s, %s, 701, %s, %s, 'D01', '', 7, '{"do":"visit"}',
        '{}'::text[], '{}'::text[], '{}'::bytea[], '{}'::text[])
"""


@pytest.fixture
def scribe() -> Scribe:
    return Scribe(size=100)


@pytest.fixture
def act() -> Iterator[Act]:
    with acting(Act("visit", DESK, LATER, 701)) as going_on:
        yield going_on


def write_one(personal: dict[str, str] | None = None) -> int:
    line = NextLine(701, "visit", personal or {})
    return line.append(site_id=701, actor=DESK, at=LATER, body={"do": "visit"})


def test_the_number_said_is_the_number_written(scribe: Scribe, act: Act) -> None:
    scribe.fill(3)

    assert write_one({"name": "王芳", "phone": "13800000000"}) == 4
    assert scribe.write(at=LATER).register_no == 5
    line = models.Line.objects.get(line_no=4)
    values = models.Value.objects.filter(book_id=line.book_id, line_no=4)
    assert dict(values.values_list("field", "value")) == {"name": "王芳", "phone": "13800000000"}
    assert act.happenings == []
    assert verify().findings == ()


def test_the_first_line_of_a_register_opens_its_volume(scribe: Scribe, act: Act) -> None:
    assert fetch_all("SELECT line_no FROM register.next_line(701, 'visit')") == [(None,)]
    assert [write_one(), write_one()] == [1, 2]
    assert act.happenings == []
    assert verify().findings == ()


@pytest.mark.clause("3.2.3.5", "kept")
def test_the_line_that_fills_the_volume_says_so(scribe: Scribe, act: Act) -> None:
    scribe.fill(99)

    assert [write_one(), write_one()] == [100, 101]
    assert [(h.name, h.clause, h.fields["volume"]) for h in act.happenings] == [
        ("volume_full", "3.2.3.5", 1)
    ]
    assert verify().findings == ()


def test_no_other_line_is_written_than_the_one_spoken_of(scribe: Scribe) -> None:
    scribe.fill(2)
    found = fetch_one("SELECT book_id, line_no FROM register.next_line(701, 'visit')")
    assert found is not None
    book_id, line_no = found

    for wrong in ((book_id, line_no + 1, "visit"), (book_id + 1, line_no, "visit")):
        with pytest.raises(DatabaseError, match="is taken"), transaction.atomic():
            fetch_one(WRITE, (*wrong, LATER))
    fetch_one(WRITE, (book_id, line_no, "visit", LATER))
    assert models.Line.objects.filter(book_id=book_id).count() == 3
    assert verify().findings == ()


def test_the_book_of_books_speaks_of_no_next_line(scribe: Scribe) -> None:
    scribe.fill(1)
    assert fetch_all("SELECT line_no FROM register.next_line(701, 'books')") == [(None,)]
