"""What the database itself holds fast: rights, names, guards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from salesfloor.kernel.rulebook.clauses import clauses
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
NOT_YOURS, REGISTERS_STAND = "42501", "SF003"
"""How the database refuses: for missing rights, and by the guards of the registers."""
ALL_OF = "SELECT t::text FROM register.{} t ORDER BY 1"
OF_A_CLAUSE = re.compile(r"c(\d(?:_\d+)+)_[a-z]")


def ask(statement: str, *values: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def own_models() -> Iterator[type[models.Model]]:
    for module in apps.get_app_configs():
        if module.name.startswith("salesfloor."):
            yield from module.get_models()


def test_the_migrations_make_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.case(130)
@pytest.mark.parametrize(
    "right", ["INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES"]
)
def test_the_serving_role_only_reads_the_registers(right: str) -> None:
    found = ask(
        "SELECT c.relname, has_table_privilege('salesfloor_app', c.oid, 'SELECT'),"
        " has_table_privilege('salesfloor_app', c.oid, %s) FROM pg_class c"
        " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'register'::regnamespace",
        right,
    )
    assert {name for name, *_ in found} >= {"book", "line", "value", "clock"}
    assert {(reads, more) for _, reads, more in found} == {(True, False)}


@pytest.mark.case(130)
def test_the_serving_role_is_nothing_more() -> None:
    [role] = ask(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication"
        " FROM pg_roles WHERE rolname = 'salesfloor_app'"
    )
    assert not any(role)
    [[owns]] = ask("SELECT pg_has_role('salesfloor_app', 'salesfloor_owner', 'MEMBER')")
    assert not owns
    [[creates]] = ask("SELECT has_schema_privilege('salesfloor_app', 'register', 'CREATE')")
    assert not creates


@pytest.mark.case(130)
@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_journal_is_only_added_to(right: str) -> None:
    [[may]] = ask("SELECT has_table_privilege('salesfloor_app', 'rulebook_evidence', %s)", right)
    assert not may


@pytest.mark.clause("3.2.3.3", "refused")
@pytest.mark.case(60)
@pytest.mark.parametrize(
    ("table", "order"),
    [
        ("line", "UPDATE register.line SET body = body"),
        ("line", "DELETE FROM register.line"),
        ("line", "TRUNCATE register.line"),
        ("value", "UPDATE register.value SET value = value"),
        ("value", "DELETE FROM register.value"),
        ("value", "TRUNCATE register.value"),
        ("book", "UPDATE register.book SET name = name"),
        ("book", "UPDATE register.book SET lines = lines - 1"),
        ("book", "DELETE FROM register.book"),
        ("book", "TRUNCATE register.book"),
    ],
)
@pytest.mark.parametrize("role", ["serving", "superuser", "replica"])
def test_nobody_alters_a_register(role: str, table: str, order: str) -> None:
    """Not the product, not the person who owns the server, not as a replica."""
    floor = Floor()
    floor.sign_in("a")
    floor.visit("09:05", name="Customer", phone="13800138000")
    before = ask(ALL_OF.format(table))
    assert before
    with pytest.raises(DatabaseError) as refused:
        carry_out(order, role)
    cause = refused.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert cause.sqlstate == (NOT_YOURS if role == "serving" else REGISTERS_STAND)
    assert ask(ALL_OF.format(table)) == before


def carry_out(order: str, role: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if role != "serving":
            cursor.execute("SET LOCAL ROLE NONE")
        if role == "replica":
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(order)


def test_constraints_are_named_by_what_they_hold() -> None:
    named = 0
    for model in own_models():
        for one in [*model._meta.constraints, *model._meta.indexes]:
            assert re.fullmatch(r"[a-z][a-z0-9_]{3,62}", one.name), one.name
            found = OF_A_CLAUSE.match(one.name)
            if found is not None:
                named += 1
                assert found[1].replace("_", ".") in clauses(), one.name
    assert named >= 8


@pytest.mark.clause("3.2.3.6", "refused")
def test_the_database_holds_the_invariants_too() -> None:
    """Names of clauses among the constraints: what no command can get wrong by mistake."""
    found = {
        name
        for (name,) in ask(
            "SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'"
        )
    }
    assert {
        "c3_1_1_one_lead_of_a_team",
        "c3_1_1_one_loan_at_a_time",
        "c3_2_3_2_a_line_each",
        "c3_2_3_6_one_open_reception",
        "c3_2_3_6_assists_one_reception",
        "c3_4_3_3_no_page_twice",
        "c3_4_3_3_one_page_a_customer",
        "c3_5_0_one_standing_claim",
        "c3_5_0_one_customer",
    } <= found


def test_moments_know_their_zone() -> None:
    """A column of time without a zone could mean two moments; hours of the day are no moments."""
    found = ask(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema IN ('public', 'register') AND data_type = 'timestamp without time zone'"
    )
    assert found == []
