"""What a superuser may do to the registers (cases 52 to 60), each by a seed.

Every attack answers the place where the first harm is, so that a test can see whether the verifier
names the very line.
"""

# ruff: noqa: S608 - an attacker puts orders together as he likes; nothing comes from outside

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

TABLES: Final = ("register.book", "register.line", "register.value", "register.clock")
_REHASH: Final = """
    DO $$
    DECLARE b register.book; l register.line; head bytea;
    BEGIN
        SELECT * INTO b FROM register.book WHERE id = %s;
        head := b.genesis;
        FOR l IN SELECT * FROM register.line WHERE book_id = b.id ORDER BY line_no LOOP
            l.prev := head;
            head := register.line_hash(b.name, l);
            UPDATE register.line SET prev = l.prev, hash = head
                WHERE book_id = l.book_id AND line_no = l.line_no;
        END LOOP;
        UPDATE register.book SET head = coalesce((SELECT hash FROM register.line
            WHERE book_id = b.id ORDER BY line_no DESC LIMIT 1), genesis) WHERE id = b.id;
    END $$
"""


_RESET: Final = """
    UPDATE register.book k SET lines = n.count, head = coalesce(n.hash, k.genesis),
        last_at = coalesce(n.moment, k.opened_at),
        status = CASE WHEN k.status = 'OPEN' AND n.count = k.size THEN 'FULL' ELSE k.status END,
        closed_at = CASE WHEN n.count = k.size THEN n.moment ELSE k.closed_at END
    FROM (SELECT count(*)::int, (array_agg(hash ORDER BY line_no DESC))[1] AS hash,
        max(recorded_at) AS moment FROM register.line WHERE book_id = %s) AS n
    WHERE k.id = %s
"""


def do(order: str, *row: Any) -> list[tuple[Any, ...]]:
    """Carry out an order and return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(order, row)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def as_superuser(*, guards_off: bool = True) -> Iterator[None]:
    """Act as the superuser, with the guards taken off and put back as they were."""
    do("SET CONSTRAINTS ALL IMMEDIATE")
    do("SET LOCAL ROLE NONE")
    guards = do(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
        " AND tgrelid::regclass::text = ANY (%s)",
        list(TABLES),
    )
    for table, guard in guards if guards_off else ():
        do(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
    yield
    do("SET CONSTRAINTS ALL IMMEDIATE")
    for table, guard in guards if guards_off else ():
        do(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {guard}")
    do("SET LOCAL ROLE salesfloor_app")


def _a_line(chance: random.Random, where: str = "true") -> tuple[int, int, str]:
    """Return book, number and place of some line."""
    lines = do(
        "SELECT l.book_id, l.line_no, k.name FROM register.line l JOIN register.book k"
        f" ON k.id = l.book_id WHERE {where} ORDER BY l.book_id, l.line_no"
    )
    book_id, line_no, name = chance.choice(lines)
    return book_id, line_no, f"{name}:{line_no}"


def _reset(book_id: int) -> None:
    """Let the book say that it ends where it ends now."""
    do(_RESET, book_id, book_id)


def change(chance: random.Random) -> str:
    """52: change one character, or one unit, of a past line."""
    book_id, line_no, place = _a_line(chance)
    column = chance.choice(
        (
            "body = translate(body, 'oe', 'eo')",
            "actor = actor || 'x'",
            "at = at - interval '1 microsecond'",
            "recorded_at = recorded_at + interval '1 microsecond'",
            "policy_serial = policy_serial + 1",
            "kind = 'override'",
            "session = session || '0'",
            "key = coalesce(key, '') || 'k'",
            "ref = coalesce(ref, '') || ':1'",
            "commitments = commitments || ' a=b'",
            "hash = sha256(hash)",
            "prev = sha256(prev)",
        )
    )
    if column.startswith("kind"):
        column = "kind = CASE kind WHEN 'override' THEN 'entry' ELSE 'override' END"
    do(f"UPDATE register.line SET {column} WHERE book_id = %s AND line_no = %s", book_id, line_no)
    return place


def remove(chance: random.Random) -> str:
    """53: delete a line in the middle; perhaps number the rest anew and set the counter back."""
    book_id, line_no, place = _a_line(chance, "l.line_no < k.lines")
    do("DELETE FROM register.line WHERE book_id = %s AND line_no = %s", book_id, line_no)
    if chance.random() < 0.6:
        for number in range(line_no + 1, 1000):
            do(
                "UPDATE register.line SET line_no = line_no - 1 WHERE book_id = %s AND line_no = %s",
                book_id,
                number,
            )
        _reset(book_id)
    return place


def cut(chance: random.Random) -> str:
    """54: delete the last lines, set head and counter back."""
    book_id, line_no, place = _a_line(chance)
    do("DELETE FROM register.line WHERE book_id = %s AND line_no >= %s", book_id, line_no)
    do("DELETE FROM register.value WHERE book_id = %s AND line_no >= %s", book_id, line_no)
    _reset(book_id)
    return place


def swap(chance: random.Random) -> str:
    """55: swap what two lines say, or the lines whole."""
    book_id, line_no, place = _a_line(chance, "l.line_no < k.lines")
    columns = chance.choice(("body", "body, at, actor, commitments", "body, hash, prev"))
    do(
        f"UPDATE register.line l SET ({columns}) = (SELECT {columns} FROM register.line o"
        " WHERE o.book_id = l.book_id AND o.line_no = %s + %s - l.line_no)"
        " WHERE book_id = %s AND line_no IN (%s, %s)",
        line_no,
        line_no + 1,
        book_id,
        line_no,
        line_no + 1,
    )
    return place


def insert(chance: random.Random) -> str:
    """55: put a line in between, or a line of another book at the end."""
    book_id, line_no, place = _a_line(chance)
    source, source_no, _ = _a_line(chance)
    if chance.random() < 0.5:
        for number in range(1000, line_no - 1, -1):
            do(
                "UPDATE register.line SET line_no = line_no + 1 WHERE book_id = %s AND line_no = %s",
                book_id,
                number,
            )
        target = line_no
    else:
        (target, name), *_ = do("SELECT lines + 1, name FROM register.book WHERE id = %s", book_id)
        place = f"{name}:{target}"
    do(
        "INSERT INTO register.line SELECT %s, %s, kind, at, recorded_at, actor, session, NULL,"
        " NULL, policy_serial, body, commitments, prev, hash FROM register.line"
        " WHERE book_id = %s AND line_no = %s",
        book_id,
        target,
        source,
        source_no + (1 if source == book_id and source_no >= target else 0),
    )
    if chance.random() < 0.8:
        _reset(book_id)
    return place


def rewrite(chance: random.Random) -> str:
    """56: change a line and compute the whole book anew."""
    book_id, line_no, place = _a_line(chance)
    do(
        "UPDATE register.line SET body = replace(body, '}', ',\"x\":1}')"
        " WHERE book_id = %s AND line_no = %s",
        book_id,
        line_no,
    )
    do(_REHASH.replace("%s", str(book_id)))
    return place


def take_away(chance: random.Random) -> str:
    """57: remove an entire book; perhaps what lists it as well, and that book computed anew."""
    ((book_id, name),) = chance.sample(
        do("SELECT id, name FROM register.book WHERE kind <> 'books' ORDER BY id"), 1
    )
    for table, column in (("value", "book_id"), ("line", "book_id"), ("book", "id")):
        do(f"DELETE FROM register.{table} WHERE {column} = %s", book_id)
    return f"{name}:0"


def revalue(chance: random.Random) -> str:
    """52: change, lose or add a personal value beside a line."""
    rows = do(
        "SELECT v.book_id, v.line_no, v.field, k.name FROM register.value v"
        " JOIN register.book k ON k.id = v.book_id ORDER BY 1, 2, 3"
    )
    book_id, line_no, field, name = chance.choice(rows)
    order = chance.choice(
        (
            "UPDATE register.value SET value = value || '0'",
            "UPDATE register.value SET salt = sha256(salt)",
            "UPDATE register.value SET field = 'other'",
            "DELETE FROM register.value",
        )
    )
    do(f"{order} WHERE book_id = %s AND line_no = %s AND field = %s", book_id, line_no, field)
    return f"{name}:{line_no}"


ATTACKS: Final[list[Callable[[random.Random], str]]] = [
    *(change, change, remove, cut, swap, insert, rewrite, take_away, revalue)
]
