"""Constraints of the database as refusals: whichever of two simultaneous acts is second is told why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import psycopg

from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import INPUT, Refused

if TYPE_CHECKING:
    from django.db import IntegrityError

    from salesfloor.base.phrases import Phrase

_SENTENCES: Final[dict[str, Phrase]] = {}
_OF_A_CLAUSE: Final = re.compile(r"c(\d(?:_\d+)+)_[a-z]")
_TAKEN: Final = phrase(
    "Somebody else was faster, or this is on record already. Look at the page anew."
)
_GONE: Final = phrase("What this is about is not there any more. Look at the page anew.")
_BROKEN_RULE: Final = phrase("This does not fit what is on record. Look at the page anew.")


def constraint(name: str, sentence: Phrase) -> None:
    """Give a constraint of the database its own sentence."""
    _SENTENCES[name] = sentence


def refusal_of(error: IntegrityError) -> Refused | None:
    """Return the refusal a broken constraint stands for, or None where it is a fault of ours.

    The name says the clause (`c3_1_1_one_lead_of_a_team`); other constraints refuse by `input`.
    """
    cause = error.__cause__
    if not isinstance(cause, psycopg.Error):
        return None
    name = cause.diag.constraint_name or ""
    found = _OF_A_CLAUSE.match(name)
    clause = found[1].replace("_", ".") if found else INPUT
    if isinstance(cause, (psycopg.errors.UniqueViolation, psycopg.errors.ExclusionViolation)):
        return Refused(clause, _SENTENCES.get(name, _TAKEN))
    if isinstance(cause, psycopg.errors.ForeignKeyViolation):
        return Refused(clause, _SENTENCES.get(name, _GONE))
    if isinstance(cause, psycopg.errors.CheckViolation):
        return Refused(clause, _SENTENCES.get(name, _BROKEN_RULE))
    return None
