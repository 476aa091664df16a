"""A superuser alters the registers; the verifier says so, and mostly where (cases 52 to 60)."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from salesfloor.kernel.registers.api import anchor_from, verify
from salesfloor.kernel.registers.tests import attacks
from salesfloor.kernel.registers.tests.attacks import ATTACKS, as_superuser, do
from salesfloor.kernel.registers.tests.scribe import Scribe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.kernel.registers.offline_verifier import Anchor

pytestmark = pytest.mark.django_db
IN_THE_SUITE = 150
FORGED_LINE = """
    INSERT INTO register.line SELECT book_id, 999, kind, at, recorded_at, actor, session, NULL,
        NULL, policy_serial, body, commitments, prev, hash FROM register.line LIMIT 1
"""
IN_FULL = 2_000


@pytest.fixture
def scribe() -> Scribe:
    """Return a scribe who has kept a few books: full ones, one handed in, a holder's, corrections."""
    scribe = Scribe()
    scribe.fill(12)
    scribe.write(line_kind="correction", ref="X1/visit/2:1", personal={"reason": "错行"})
    scribe.fill(3, "call")
    scribe.give_book(11)
    scribe.write("follow_up", holder_id=11, personal={"note": "再约"})
    scribe.hand_in(scribe.lines[0].book_id)
    scribe.write("custody", line_kind="hand_in", body={"do": "hand_in"})
    return scribe


def slips() -> list[Anchor]:
    """Return an anchor for every line, as if each had given a slip."""
    do("SET CONSTRAINTS ALL IMMEDIATE")
    do("SET CONSTRAINTS ALL DEFERRED")
    rows = do(
        "SELECT k.name || ':' || l.line_no || ':' || left(encode(l.hash, 'hex'), 16)"
        " FROM register.line l JOIN register.book k ON k.id = l.book_id"
    )
    return [anchor_from(text) for (text,) in rows]


def attack(seeds: Iterable[int], known: list[Anchor]) -> tuple[int, Counter[str]]:
    """Attack by each seed; return how many lines were named exactly, and what was not found."""
    exact, missed = 0, Counter[str]()
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - the same every time
        deed = chance.choice(ATTACKS)
        with transaction.atomic():
            with as_superuser():
                place = deed(chance)
            found = verify(701, known)
            transaction.set_rollback(True)
        missed[f"{deed.__name__} {seed}"] += not found.findings
        exact += place in {finding.place for finding in found.findings}
    return exact, +missed


@pytest.mark.case(52)
@pytest.mark.case(53)
@pytest.mark.case(54)
@pytest.mark.case(55)
@pytest.mark.case(56)
@pytest.mark.case(57)
def test_every_attack_is_found(scribe: Scribe) -> None:
    known = slips()
    assert verify(701, known).findings == ()
    exact, missed = attack(range(IN_THE_SUITE), known)

    assert missed == {}
    assert exact >= 0.95 * IN_THE_SUITE
    assert verify(701, known).findings == ()


@pytest.mark.faults
def test_two_thousand_attacks_are_found(scribe: Scribe) -> None:
    exact, missed = attack(range(50_000, 50_000 + IN_FULL), slips())

    assert missed == {}
    assert exact >= 0.95 * IN_FULL


@pytest.mark.case(54)
def test_a_cut_tail_needs_a_slip_to_be_seen(scribe: Scribe) -> None:
    last = scribe.write("call")
    with as_superuser():
        do(
            "DELETE FROM register.line WHERE book_id = %s AND line_no = %s",
            last.book_id,
            last.line_no,
        )
        attacks._reset(last.book_id)

    assert verify(701).findings == ()
    found = verify(701, [anchor_from(last.anchor)])
    assert [finding.place for finding in found.findings] == [last.place]


@pytest.mark.case(56)
@pytest.mark.case(28)
def test_the_line_under_a_day_is_an_anchor_within(scribe: Scribe) -> None:
    before = scribe.lines[0].recorded_at
    scribe.now = before.replace(day=3)
    scribe.close_day("2026-03-02")
    scribe.close_day("2026-03-02")
    scribe.fill(1, "call")
    (closing,) = do("SELECT count(*) FROM register.line WHERE kind = 'day_closing'")
    counted = do(
        "SELECT l.body::json -> 'heads' -> 'X1/call/1' ->> 0 FROM register.line l"
        " WHERE l.kind = 'day_closing'"
    )
    with as_superuser():
        (book,) = do("SELECT id FROM register.book WHERE name = 'X1/call/1'")
        do("UPDATE register.line SET body = '{}' WHERE book_id = %s AND line_no = 2", book[0])
        do(attacks._REHASH.replace("%s", str(book[0])))
    found = verify(701)

    assert (closing, counted) == ((1,), [("3",)])
    assert [finding.place for finding in found.findings] == ["X1/call/1:3"]


@pytest.mark.case(58)
def test_a_restored_database_begins_an_epoch_and_shows_the_fork(scribe: Scribe) -> None:
    known = slips()
    lost = scribe.write("call")
    with as_superuser():  # yesterday's backup did not have the last line
        do(
            "DELETE FROM register.line WHERE book_id = %s AND line_no = %s",
            lost.book_id,
            lost.line_no,
        )
        attacks._reset(lost.book_id)
        do("UPDATE register.seat SET database = 'elsewhere'")
    moved = do("SELECT register.is_moved()")
    do("SELECT register.begin_epoch(%s, 'op', 'restore')", scribe.now)
    still_moved = do("SELECT register.is_moved()")
    scribe.write("call")
    found = verify(701, [*known, anchor_from(lost.anchor)])

    assert (moved, still_moved) == ([(True,)], [(False,)])
    assert [finding.place for finding in found.findings] == [lost.place]
    assert any("an epoch begins" in note for note in found.notes)


def as_a_replica(order: str) -> None:
    """Carry out an order as a superuser for whom ordinary triggers are off."""
    with as_superuser(guards_off=False):
        do("SET LOCAL session_replication_role = replica")
        do(order)


@pytest.mark.case(60)
@pytest.mark.parametrize(
    "order",
    [
        "TRUNCATE register.line",
        "DELETE FROM register.line",
        "UPDATE register.line SET body = '{}'",
        "INSERT INTO register.line SELECT * FROM register.line LIMIT 1",
        FORGED_LINE,
        "UPDATE register.book SET head = genesis",
        "UPDATE register.book SET lines = 0",
        "UPDATE register.book SET name = 'Y/visit/1'",
        "UPDATE register.book SET status = 'OPEN'",
        "DELETE FROM register.book",
        "TRUNCATE register.book CASCADE",
        "UPDATE register.value SET value = 'x'",
        "DELETE FROM register.value",
        "TRUNCATE register.value",
    ],
)
def test_guards_hold_for_a_superuser_who_plays_replica(scribe: Scribe, order: str) -> None:
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        as_a_replica(order)

    assert getattr(error.value.__cause__, "sqlstate", "") in {"SF003", "SF004", "23505"}
    assert verify(701).findings == ()


@pytest.mark.case(60)
def test_a_guard_that_is_switched_off_is_told(scribe: Scribe) -> None:
    with as_superuser(guards_off=False):
        do("ALTER TABLE register.line DISABLE TRIGGER no_change")
        do("ALTER TABLE register.book ENABLE TRIGGER check_book")

    told = {finding.place for finding in verify(701).findings}
    assert told == {"register.line/no_change:0", "register.book/check_book:0"}


def test_an_erased_value_is_missed_only_without_its_notice(scribe: Scribe) -> None:
    line = scribe.lines[6]
    deletion = "DELETE FROM register.value WHERE book_id = %s AND line_no = %s"
    scribe.write("custody", line_kind="erasure", ref=line.place)
    with as_superuser(guards_off=False):
        do(deletion, line.book_id, line.line_no)

    assert verify(701).findings == ()


@pytest.mark.fault("X24")
@pytest.mark.case(19)
@pytest.mark.parametrize(("mode", "days"), [("script", 1), ("real", 0), ("demo", 0)])
def test_a_clock_set_behind_its_guard_is_found(scribe: Scribe, mode: str, days: int) -> None:
    scribe.fill(2, "visit")
    assert verify(701).findings == ()
    with as_superuser():
        do("UPDATE register.clock SET mode = %s, ahead = make_interval(days => %s)", mode, days)
    (found,) = verify(701).findings
    assert (found.sort, found.place.split(":")[0]) == ("clock", "X1/books/1")


@pytest.mark.fault("X24")
def test_a_clock_that_is_set_openly_is_told_and_verifies(scribe: Scribe) -> None:
    scribe.fill(2, "visit")
    with as_superuser(guards_off=False):
        do("UPDATE register.clock SET ahead = interval '1 day'")
    assert verify(701).findings == ()


@pytest.mark.fault("X24")
def test_lines_dated_ahead_are_found_when_the_clock_is_put_back(scribe: Scribe) -> None:
    with as_superuser(guards_off=False):
        do("UPDATE register.clock SET mode = 'real'")
    with as_superuser():
        do("UPDATE register.clock SET ahead = interval '1 day'")
    scribe.fill(1, "visit")
    with as_superuser():
        do("UPDATE register.clock SET ahead = interval '0'")
    (found,) = verify(701).findings
    assert (found.sort, found.place.rpartition("/")[0]) == ("clock", "X1/visit")


@pytest.mark.case(52)
@pytest.mark.usefixtures("scribe")
@pytest.mark.parametrize("kind", ["visit", "books"])
def test_a_line_that_is_no_longer_json_is_named(kind: str) -> None:
    with as_superuser():
        ((place,),) = do(
            "UPDATE register.line SET body = body || '9' FROM register.book k"
            " WHERE k.id = book_id AND k.kind = %s AND k.number = 1 AND line_no = 2"
            " RETURNING k.name || ':' || line_no",
            kind,
        )

    assert place in {finding.place for finding in verify(701).findings}
