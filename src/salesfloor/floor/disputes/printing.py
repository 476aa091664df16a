"""A case on paper: parties, record, clause and values, readings, outcome, lines to sign (3.5.1)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import get_language

from salesfloor.base.china_time import local
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.floor.disputes.choices import Reading, State, What
from salesfloor.kernel.papers import api as papers
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.language import joined, said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.floor.disputes.queries.cases import Case

TEMPLATE: Final = Path(__file__).resolve().parent / "case.typ"
VALUES: Final = (
    "dispute.negotiate_within_days",
    "dispute.raise_within_days",
    "visit.follow_up_within_days",
    "call.visit_within_days",
    "follow_up.must_reach",
    "household.relations",
)
"""What the site has set that bears on whose customer somebody is."""


def values_in_force(site_id: int, at: datetime) -> list[tuple[str, str]]:
    """Return what the policies that bear on a dispute decide, with their values at that moment, in words."""
    policy = rulebook.policies(site_id, at)
    is_chinese = (get_language() or "").startswith("zh")
    known = [(rulebook.parameters()[name], policy[name]) for name in VALUES]
    return [
        (one.label_zh if is_chinese else one.label_en, rulebook.valued(one, value))
        for one, value in known
    ]


def paper_of(case: Case, at: datetime) -> bytes:
    """Return a case as PDF for signature."""
    row = case.row
    return papers.render(
        TEMPLATE,
        {
            "title": said(phrase("Dispute: case {case}", case=row.number)),
            "site": people.Site.objects.get(pk=row.site_id).name,
            "labels": _labels(),
            "customer": masked_phone(row.phone),
            "state": said(State(row.state).label),
            "parties": [case.names.get(one, "") for one in case.parties],
            "opened": f"{local(row.opened_at):%Y-%m-%d %H:%M}",
            "until": row.negotiate_until.isoformat(),
            "facts": [
                [
                    f"{local(fact.at):%Y-%m-%d %H:%M}",
                    said(What(fact.what).label),
                    case.names.get(fact.staff_id, ""),
                    f"{fact.register} {fact.register_no or ''}" if fact.register else "",
                ]
                for fact in case.time_line
            ],
            "clause": rulebook.text_of(rulebook.clauses()["3.5.1"]),
            "values": [f"{name}: {value}" for name, value in values_in_force(row.site_id, at)],
            "serial": rulebook.policies(row.site_id, at).serial,
            "readings": [
                [
                    said(Reading(name).label),
                    case.names.get(one.owner_id or 0, "–"),
                    _shares(one.shares, case.names),
                ]
                for name, one in case.readings.items()
            ],
            "outcome": _shares(case.shares, case.names),
            "owner": case.names.get(row.owner_id or 0, ""),
            "reason": row.reason,
            "printed": f"{local(at):%Y-%m-%d %H:%M}",
        },
    )


def _shares(shares: Mapping[int, int], names: Mapping[int, str]) -> str:
    return joined(f"{names.get(one, '')} {part}%" for one, part in shares.items())


def _labels() -> dict[str, Any]:
    words = {
        "customer": phrase("Customer"),
        "parties": phrase("Parties"),
        "opened": phrase("Opened"),
        "until": phrase("To agree until"),
        "record": phrase("What is on record"),
        "time": phrase("Time"),
        "what": phrase("What"),
        "who": phrase("Who"),
        "line": phrase("Register line"),
        "clause": phrase("Clause 3.5.1 and the site's values"),
        "serial": phrase("Values No."),
        "readings": phrase("What each reading would give"),
        "reading": phrase("Way of reckoning"),
        "owner": phrase("Whose customer"),
        "shares": phrase("Shares"),
        "outcome": phrase("Outcome"),
        "reason": phrase("Reason"),
        "signed": phrase("Signature, date"),
        "manager": phrase("Manager"),
    }
    return {name: said(word) for name, word in words.items()}
