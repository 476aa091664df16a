"""Who may do what in the schema of the registers: a change of it has to change this file."""

# ruff: noqa: S608 - the questions are put together from the constants of this file

from __future__ import annotations

from typing import Final

import pytest
from django.db import DatabaseError, transaction

from salesfloor.kernel.registers.api import verify
from salesfloor.kernel.registers.tests.attacks import do
from salesfloor.kernel.registers.tests.scribe import Scribe

pytestmark = pytest.mark.django_db

READ: Final = {"salesfloor_app: SELECT", "salesfloor_verify: SELECT"}
RUN: Final = {"salesfloor_app: EXECUTE"}
RUN_OR_VERIFY: Final = RUN | {"salesfloor_verify: EXECUTE"}
TABLES: Final = dict.fromkeys(("book", "clock", "line", "seat", "value"), READ)
FUNCTIONS: Final[dict[str, tuple[bool, set[str]]]] = {
    "append": (True, RUN),
    "append_next": (True, RUN),
    "append_old": (True, RUN),
    "begin_epoch": (True, RUN),
    "check_book": (False, set()),
    "check_erasure": (False, set()),
    "check_line": (False, set()),
    "check_reference": (False, set()),
    "check_told": (True, set()),
    "close_day": (True, RUN),
    "closed_up_to": (False, set()),
    "erase": (True, RUN),
    "hand_in": (True, RUN),
    "heads": (False, set()),
    "is_moved": (True, RUN_OR_VERIFY),
    "line_hash": (False, set()),
    "list_now": (False, set()),
    "list_volume": (True, set()),
    "lock_open": (False, set()),
    "microseconds": (False, set()),
    "next_line": (True, RUN),
    "now": (False, RUN_OR_VERIFY),
    "open_site": (True, RUN),
    "open_volume": (True, RUN),
    "packed": (False, set()),
    "refuse": (False, set()),
    "site_code": (False, set()),
    "start_book": (False, set()),
    "start_hash": (False, set()),
    "start_volume": (False, set()),
    "tell_clock": (True, set()),
    "this_database": (False, set()),
    "write_in_books": (False, set()),
    "write_line": (False, set()),
    "write_with_values": (False, set()),
}
"""Name: whether it acts with the owner's rights, and who else than the owner may call it."""
GRANTED: Final = """
    SELECT coalesce(g.rolname, 'PUBLIC') || ': ' || a.privilege_type
    FROM aclexplode({acl}) a LEFT JOIN pg_roles g ON g.oid = a.grantee
    WHERE a.grantee <> {owner}
"""


@pytest.mark.case(130)
def test_tables_are_read_by_others_and_written_by_none() -> None:
    rows = do(
        "SELECT relname, pg_get_userbyid(relowner), ARRAY("
        + GRANTED.format(acl="relacl", owner="relowner")
        + ") FROM pg_class WHERE relnamespace = 'register'::regnamespace AND relkind IN ('r', 'v')"
    )

    assert {name: set(granted) for name, _, granted in rows} == TABLES
    assert {owner for _, owner, _ in rows} == {"salesfloor_owner"}


@pytest.mark.case(130)
def test_functions_are_called_by_those_who_need_them() -> None:
    rows = do(
        "SELECT proname, prosecdef, pg_get_userbyid(proowner), coalesce(proconfig, '{}'), ARRAY("
        + GRANTED.format(acl="coalesce(proacl, acldefault('f', proowner))", owner="proowner")
        + ") FROM pg_proc WHERE pronamespace = 'register'::regnamespace"
    )

    assert {name: (definer, set(granted)) for name, definer, _, _, granted in rows} == FUNCTIONS
    assert {owner for _, _, owner, _, _ in rows} == {"salesfloor_owner"}
    pinned = "search_path=pg_catalog, pg_temp"
    assert all(pinned in settings for _, definer, _, settings, _ in rows if definer)


def test_the_owner_does_not_log_in_and_columns_have_no_rights_of_their_own() -> None:
    assert do("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'salesfloor_owner'") == [(False,)]
    columns = "SELECT attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
    assert (
        do(f"{columns} WHERE relnamespace = 'register'::regnamespace AND attacl IS NOT NULL") == []
    )


def test_whoever_verifies_writes_nothing() -> None:
    do("SET LOCAL ROLE salesfloor_verify")
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        do("SELECT register.begin_epoch(now(), 'x', 'x')")

    assert getattr(error.value.__cause__, "sqlstate", "") == "42501"
    assert verify(701).findings == ()


@pytest.mark.clause("3.2.3.3", "refused")
@pytest.mark.parametrize(
    "order",
    [
        "INSERT INTO register.line SELECT * FROM register.line LIMIT 1",
        "UPDATE register.line SET body = '{}'",
        "DELETE FROM register.line",
        "TRUNCATE register.line",
        "COPY register.line FROM '/dev/null'",
        "UPDATE register.book SET head = genesis",
        "DELETE FROM register.value",
        "UPDATE register.clock SET mode = 'script'",
        "UPDATE register.seat SET database = 'x'",
        "ALTER TABLE register.line DISABLE TRIGGER ALL",
        "SET LOCAL session_replication_role = replica",
        "SELECT register.write_in_books(701, 'entry', now(), 'x', NULL, '{}')",
        "CREATE TABLE register.mine (x int)",
        "DROP FUNCTION register.append",
        "CREATE TRIGGER x BEFORE INSERT ON register.line EXECUTE FUNCTION register.refuse()",
    ],
)
def test_the_product_itself_cannot_alter_a_line(order: str) -> None:
    scribe = Scribe()
    scribe.fill(2)
    do("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        do(order)

    assert getattr(error.value.__cause__, "sqlstate", "") == "42501"
    assert verify(701).findings == ()
