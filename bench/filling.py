"""Fill a site with customers, their claims, receptions and register lines, by the million."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import volumes

if TYPE_CHECKING:
    import psycopg
    from stand import Office

FIRST_PHONE: Final = 15_000_000_000
LINES_A_VOLUME: Final = 1000
_SLOW_INDEXES: Final = ("customer_search", "reception_names")

_CUSTOMERS: Final = """
    INSERT INTO customers_customer (site_id, phone, name, pinyin, initials, area, medium, created_at)
    SELECT %(site)s, (15000000000 + i)::text,
        substr('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', 1 + i %% 20, 1)
            || substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚', 1 + i / 20 %% 20, 1)
            || substr('建国文华玉春海志永秀金', 1 + i / 400 %% 11, 1),
        split_part('wang li zhang liu chen yang zhao huang zhou wu', ' ', 1 + i %% 10)
            || ' ' || split_part('wei fang na min jing li qiang lei jun yang', ' ', 1 + i / 20 %% 10),
        '', '滨江区', '户外广告', now() - interval '1 year' + i * interval '30 seconds' / %(scale)s
    FROM generate_series(0, %(count)s - 1) i
"""
# One in ten still stands; the others lapsed, each at its own instant.
_CLAIMS: Final = """
    INSERT INTO customers_claim (site_id, phone, owner_id, kind, made_at, lapses_at, reception_id,
        policy_serial, ended_at, "end")
    SELECT %(site)s, (15000000000 + i)::text, (%(staff)s::bigint[])[1 + i %% cardinality(%(staff)s)],
        'visit', at, at + interval '7 days', NULL, 0,
        CASE WHEN i %% 10 > 0 THEN at + interval '7 days' END,
        CASE WHEN i %% 10 > 0 THEN 'LAPSED' ELSE '' END
    FROM generate_series(0, %(count)s - 1) i,
        LATERAL (SELECT now() - CASE WHEN i %% 10 > 0 THEN interval '30 days' ELSE interval '2 days' END
            - (i %% 86400) * interval '1 second' AS at) made
"""
_EVENTS: Final = """
    INSERT INTO customers_claimevent (claim_id, kind, at, staff_id, kind_before)
    SELECT id, 'FOUNDED', made_at, owner_id, '' FROM customers_claim WHERE site_id = %(site)s
    UNION ALL
    SELECT id, 'LAPSED', ended_at, owner_id, '' FROM customers_claim
    WHERE site_id = %(site)s AND ended_at IS NOT NULL
"""
_DEADLINES: Final = """
    INSERT INTO deadlines_deadline (handler, subject, site_id, due_at, rule, is_opening, is_awaited, error,
        settled_at)
    SELECT 'claim_lapses', id, site_id, lapses_at, 1, false, false, '', ended_at FROM customers_claim
    WHERE site_id = %(site)s
    ON CONFLICT DO NOTHING
"""
_RECEPTIONS: Final = """
    INSERT INTO reception_reception (site_id, ref, channel, register_no, registered_at, registered_by,
        arrived_at, customer_id, phone, phone_given, name, area, medium, is_buyer, party, basis,
        receiver_id, assigned_at, queue, place_before, policy_serial, ended_at, ended_by, outcome,
        grade, need, problem, reason, no_phone_reason)
    SELECT site_id, 'visit-' || no, 'visit', no, created_at, 'd1', created_at, id, phone, phone, name,
        area, medium, true, '[]', 'turn', (%(staff)s::bigint[])[1 + no %% cardinality(%(staff)s)],
        created_at, 'visit', 1, 0, created_at + interval '20 minutes', 'd1', 'negotiated', 'B',
        '自住', '价格', '', ''
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS no FROM customers_customer
        WHERE site_id = %(site)s LIMIT %(lines)s) customer
"""
_EVIDENCE: Final = """
    INSERT INTO rulebook_evidence (site_id, command, actor, post, at, recorded_at, outcome, clauses,
        missed, missed_by, subject, sentence, facts, answer, key, fingerprint)
    SELECT site_id, 'visit', 'd1', 'desk', registered_at, registered_at, 'DONE',
        '{3.2.1.2,7.2.10,3.5.0,3.2.3.2}', '{}', '{}', 'reception:' || ref, '', '{}',
        jsonb_build_object('ref', ref, 'basis', basis, 'register_no', register_no), 'filled-' || id, ''
    FROM reception_reception WHERE site_id = %(site)s AND ended_by = 'd1'
"""


def fill(connection: psycopg.Connection[Any], office: Office, customers: int) -> None:
    """Give a site so many customers, with a year of visits behind them.

    The last volume of the visit register is left with one free line, so that the next visit
    goes on where the filling ends.
    """
    staff = connection.execute(
        "SELECT id FROM people_staff WHERE code = ANY(%s) ORDER BY id", (office.consultants,)
    ).fetchall()
    lines = customers - customers % LINES_A_VOLUME - 1
    given = {
        "site": office.site_id,
        "staff": [staff_id for (staff_id,) in staff],
        "count": customers,
        "lines": lines,
        "scale": max(1, customers // 1_000_000),
    }
    rebuilt = _without_slow_indexes(connection)
    for statement in (_CUSTOMERS, _CLAIMS, _EVENTS, _DEADLINES, _RECEPTIONS, _EVIDENCE):
        connection.execute(statement, given)
    volumes.fill(connection, office.site_id, lines, LINES_A_VOLUME)
    for definition in rebuilt:
        connection.execute(definition.encode())
    connection.execute("VACUUM ANALYZE")
    connection.execute("CHECKPOINT")


def _without_slow_indexes(connection: psycopg.Connection[Any]) -> list[str]:
    found = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE indexname = ANY(%s)",
        (list(_SLOW_INDEXES),),
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}".encode())
    connection.execute("SET maintenance_work_mem = '512MB'")
    return [definition for _, definition in found]
