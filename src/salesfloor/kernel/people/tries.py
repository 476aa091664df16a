"""Counting wrong tries at a secret: atomically, so that a burst has no more tries than a slow attack.

A try is taken before the secret is compared and forgotten when it is right. The tries of the last
quarter of an hour count; a refused try does not, so nobody is locked out for longer by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.base.sql import execute, fetch_one

WINDOW: Final = timedelta(minutes=15)

TOO_OFTEN: Final = phrase("This was tried too often. Wait a quarter of an hour.")
"""What a page behind a link says once it was sent too often: each answer that is refused is on record."""
_TAKE: Final = """
    INSERT INTO people_tries AS known (key, taken) VALUES (%(key)s, ARRAY[%(at)s::timestamptz])
    ON CONFLICT (key) DO UPDATE SET (taken, refused_at) = (
        SELECT
            CASE WHEN cardinality(recent) < %(most)s THEN recent || %(at)s::timestamptz ELSE recent END,
            CASE WHEN cardinality(recent) < %(most)s THEN NULL ELSE %(at)s::timestamptz END
        FROM (SELECT ARRAY(
            SELECT one FROM unnest(known.taken) AS one WHERE one > %(since)s ORDER BY one
        ) AS recent) AS counted
    )
    RETURNING refused_at IS NULL, taken[1]
"""
_FORGET: Final = """
    DELETE FROM people_tries WHERE key = %s OR taken[cardinality(taken)] < %s
"""


@dataclass(frozen=True, slots=True)
class Try:
    """Whether a try may be made, and when the next one may where not."""

    is_allowed: bool
    next_at: datetime


def take_try(key: str, *, most: int, at: datetime) -> Try:
    """Count one try at the secret that `key` names; only `most` are allowed in the window."""
    row = fetch_one(_TAKE, {"key": key, "most": most, "at": at, "since": at - WINDOW})
    if row is None:
        raise AssertionError("an upsert returns its row")
    is_allowed, first = row
    return Try(is_allowed, first + WINDOW)


def forget_tries(key: str, at: datetime) -> None:
    """Forget the tries at a secret that was right or is new, and those that count no longer."""
    execute(_FORGET, (key, at - WINDOW))
