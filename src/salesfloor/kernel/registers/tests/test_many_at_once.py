"""Many write at once, some are cut off in the middle; the books stay whole (cases 2, 28)."""

from __future__ import annotations

import random
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import connection

from salesfloor.kernel.registers.api import verify
from salesfloor.kernel.registers.tests.attacks import do
from salesfloor.kernel.registers.tests.scribe import Scribe

if TYPE_CHECKING:
    from collections.abc import Callable

CLIENTS = 30
LINES_EACH = 12
APPEND = """
    SELECT book_name, line_no, register_no, hash, repeated
    FROM register.append(701, %s, NULL, 7, 'entry', %s, %s, '', %s, NULL, 1, '{"do":"visit"}',
        '{}', '{}', '{}', '{}')
"""
MOMENT = datetime(2026, 3, 2, 2, tzinfo=UTC)


def all_at_once(client: Callable[[int, psycopg.Connection], None], clients: int = CLIENTS) -> None:
    """Let every client work on a connection of its own."""
    failed: list[BaseException] = []
    start = threading.Barrier(clients)

    def work(number: int) -> None:
        try:
            with psycopg.connect(**connection.get_connection_params(), autocommit=True) as own:
                start.wait()
                client(number, own)
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


@pytest.mark.case(2)
@pytest.mark.clause("3.2.3.3", "kept")
@pytest.mark.django_db(transaction=True)
def test_thirty_clients_leave_no_gap_though_some_are_cut_off() -> None:
    Scribe()
    answered: list[tuple[str, int, int, bytes]] = []
    cut_off: list[str] = []

    def client(number: int, own: psycopg.Connection) -> None:
        chance = random.Random(number)  # noqa: S311 - the same every time
        for line in range(LINES_EACH):
            key = f"{number}-{line}"
            hurry = chance.random() < 0.1
            patience = chance.choice((1, 2, 5)) if hurry else 0
            try:  # the one before may have left so little time that even this is cut off
                own.execute(f"SET statement_timeout = {patience}")
                found = own.execute(APPEND, ("visit", MOMENT, f"c{number}", key)).fetchone()
            except psycopg.errors.QueryCanceled:
                cut_off.append(key)
                continue
            assert found is not None
            answered.append(found[:4])

    all_at_once(client)
    lines = do(
        "SELECT k.name, l.line_no, k.first_no + l.line_no - 1, l.hash, l.key FROM register.line l"
        " JOIN register.book k ON k.id = l.book_id WHERE k.kind = 'visit' ORDER BY 3"
    )
    numbers = [number for _, _, number, _, _ in lines]
    assert numbers == list(range(1, len(lines) + 1))
    written = {(name, line_no, number, bytes(digest)) for name, line_no, number, digest, _ in lines}
    assert {(*one[:3], bytes(one[3])) for one in answered} <= written
    assert len(answered) + len(cut_off) == CLIENTS * LINES_EACH
    assert {key for *_, key in lines} >= {
        f"{client}-{line}" for client in range(CLIENTS) for line in range(LINES_EACH)
    } - set(cut_off)
    assert verify().findings == ()


@pytest.mark.case(4)
@pytest.mark.django_db(transaction=True)
def test_one_key_sent_by_all_is_one_line() -> None:
    Scribe()
    answered: list[tuple[object, ...]] = []

    def client(_: int, own: psycopg.Connection) -> None:
        found = own.execute(APPEND, ("visit", MOMENT, "same", "the-key")).fetchone()
        assert found is not None
        answered.append(found)

    all_at_once(client, 12)
    assert len({one[:3] for one in answered}) == 1
    assert [one[4] for one in answered].count(False) == 1
    assert verify().findings == ()


@pytest.mark.case(12)
@pytest.mark.case(28)
@pytest.mark.django_db(transaction=True)
def test_volumes_fill_and_days_close_while_all_write_without_a_deadlock() -> None:
    """Books fill every seventh line, so the book of books is wanted all the time."""
    Scribe()
    kinds = ("visit", "call", "claims")
    days: list[tuple[object, ...]] = []

    def client(number: int, own: psycopg.Connection) -> None:
        chance = random.Random(number)  # noqa: S311 - the same every time
        for line in range(LINES_EACH):
            with own.transaction():
                for kind in kinds[chance.randrange(3) :]:  # always in one order, as commands do
                    own.execute(APPEND, (kind, MOMENT, f"c{number}", f"{number}-{line}-{kind}"))
            if number == 0:
                day = f"2026-02-{line + 1:02}"
                order = "SELECT line_no FROM register.close_day(701, %s, %s, 'op')"
                days.extend(own.execute(order, (day, MOMENT)).fetchall())

    all_at_once(client, 8)
    assert len(set(days)) == LINES_EACH
    assert verify().findings == ()
