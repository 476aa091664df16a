"""Statements that go together: in their order, whole or not at all, each row to who asked for it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesfloor.base.sql import (
    Asked,
    bytes_array,
    execute,
    fetch_all,
    fetch_one,
    pipelined,
    text_array,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.django_db(transaction=True)
ADD = "INSERT INTO paper VALUES"
texts = st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))


@pytest.fixture
def _paper() -> Iterator[None]:
    execute("CREATE TEMPORARY TABLE paper (line integer PRIMARY KEY)")
    yield
    execute("DROP TABLE paper")


def together(*statements: str, then: Callable[[], object] = bool) -> None:
    with pipelined(), transaction.atomic():
        for statement in statements:
            execute(statement)
        then()


def give_up() -> None:
    raise LookupError


def written() -> list[int]:
    return [line for (line,) in fetch_all("SELECT line FROM paper ORDER BY line")]


@pytest.mark.usefixtures("_paper")
def test_statements_are_carried_out_in_their_order() -> None:
    with pipelined(), transaction.atomic():
        execute(f"{ADD} (1)")
        first = fetch_one("SELECT count(*) FROM paper")
        execute(f"{ADD} (2)")
        execute("UPDATE paper SET line = line + %s", (10,))
    assert first == (1,)
    assert written() == [11, 12]
    assert connection.get_autocommit()


@pytest.mark.usefixtures("_paper")
def test_what_is_refused_comes_to_light_at_the_commit_and_undoes_all() -> None:
    with pytest.raises(IntegrityError):
        together(f"{ADD} (1)", f"{ADD} (1)", f"{ADD} (2)")
    assert written() == []
    assert connection.get_autocommit()


@pytest.mark.usefixtures("_paper")
def test_what_is_refused_comes_to_light_with_the_next_row_that_is_read() -> None:
    with pytest.raises(DatabaseError, match="nowhere"):
        together(
            f"{ADD} (1)", "INSERT INTO nowhere VALUES (1)", then=partial(fetch_one, "SELECT 1")
        )
    assert written() == []


@pytest.mark.usefixtures("_paper")
def test_an_error_of_ours_undoes_what_was_sent() -> None:
    with pytest.raises(LookupError):
        together(f"{ADD} (1)", then=give_up)
    assert written() == []


@pytest.mark.usefixtures("_paper")
def test_a_transaction_within_another_s_is_undone_alone() -> None:
    with transaction.atomic():
        execute(f"{ADD} (1)")
        with pytest.raises(IntegrityError):
            together(f"{ADD} (1)")
        execute(f"{ADD} (2)")
    assert written() == [1, 2]


def test_rows_come_to_who_asked_for_them_whatever_is_read_first() -> None:
    for _ in range(3):
        with pipelined(), transaction.atomic():
            one, two = Asked("SELECT %s::int", (1,)), Asked("SELECT generate_series(1, 3)")
            between = fetch_one("SELECT 'between'")
            three = Asked("SELECT 1 WHERE false")
            assert (two.rows(), one.row()) == ([(1,), (2,), (3,)], (1,))
            assert (between, three.row()) == (("between",), None)


def test_what_nobody_reads_disturbs_nobody() -> None:
    for number in range(3):
        with pipelined(), transaction.atomic():
            Asked("SELECT 'unread'")
            assert Asked("SELECT %s::int", (number,)).row() == (number,)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts)
def test_arrays_of_texts_arrive_as_they_are(values: list[str]) -> None:
    assert fetch_one("SELECT %s::text[]", (text_array(values),)) == (values,)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.binary()))
def test_arrays_of_bytes_arrive_as_they_are(values: list[bytes]) -> None:
    row = fetch_one("SELECT %s::bytea[]", (bytes_array(values),))
    assert row is not None
    assert [bytes(value) for value in row[0]] == values


@pytest.mark.fault("X15")
@pytest.mark.usefixtures("_paper")
def test_a_savepoint_is_a_way_back_in_a_pipeline_too() -> None:
    """As within `get_or_create`: a row that is there already ends the savepoint, not the whole."""
    with pipelined(), transaction.atomic():
        execute(f"{ADD} (1)")
        with pytest.raises(IntegrityError), transaction.atomic():
            fetch_one(f"{ADD} (1) RETURNING line")
        execute(f"{ADD} (2)")
    assert fetch_all("SELECT line FROM paper ORDER BY line") == [(1,), (2,)]


def _add_twice_then_try_on() -> None:
    with pipelined(), transaction.atomic():
        execute(f"{ADD} (1)")
        execute(f"{ADD} (1)")
        with suppress(IntegrityError), transaction.atomic():
            fetch_one(f"{ADD} (3) RETURNING line")
        execute(f"{ADD} (2)")


@pytest.mark.usefixtures("_paper")
def test_a_savepoint_hides_no_error_from_before_it() -> None:
    with pytest.raises(DatabaseError):
        _add_twice_then_try_on()
    assert fetch_all("SELECT line FROM paper") == []
