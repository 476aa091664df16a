"""Hold what was acknowledged against what the database has, and every turn against the rules.

python auditing.py URL LOG...        prints one JSON object: see `Findings`
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from salesfloor.app import database

_NUMBERS: Final = """
    SELECT b.name FROM register.book b LEFT JOIN register.line l ON l.book_id = b.id
    GROUP BY b.id HAVING count(l.line_no) <> b.lines
        OR coalesce(max(l.line_no), 0) <> b.lines OR coalesce(min(l.line_no), 1) <> 1
"""
_COUNTS: Final = """
    SELECT (SELECT count(*) FROM rulebook_evidence
            WHERE command IN ('visit', 'call') AND outcome = 'DONE'),
        (SELECT count(*) FROM reception_reception),
        (SELECT count(*) FROM register.line l JOIN register.book b ON b.id = l.book_id
            WHERE b.kind IN ('visit', 'call')),
        (SELECT count(*) FROM register.book b WHERE b.kind = 'visit'
            AND EXISTS (SELECT FROM register.book before WHERE before.site_id = b.site_id
                AND before.kind = b.kind AND before.number = b.number - 1
                AND before.first_no + before.lines <> b.first_no))
"""
_DONE: Final = """
    SELECT site_id, command, actor, answer, replace(subject, 'reception:', '')
    FROM rulebook_evidence
    WHERE outcome = 'DONE' AND command IN ('sign_in', 'visit', 'call', 'end') ORDER BY id
"""


@dataclass
class Findings:
    """What is wrong; all empty when nothing is."""

    acknowledged: int = 0
    retried: int = 0
    refused: list[str] = field(default_factory=list)
    """What no desk ever asks for unless something is missing."""
    lost: list[str] = field(default_factory=list)
    """Keys that were answered and are not there."""
    changed: list[str] = field(default_factory=list)
    """Keys whose answer is another one now."""
    doubled: list[str] = field(default_factory=list)
    """What stands more than once, or beside which something is missing."""
    gaps: list[str] = field(default_factory=list)
    """Volumes whose lines are not 1 to N."""
    wrong_turns: list[str] = field(default_factory=list)
    """Receptions that went to somebody whose turn it was not."""
    first_bad: str | None = None


def main() -> None:
    """Print the findings."""
    url, *logs = sys.argv[1:]
    database.set_up_django(url)
    json.dump(asdict(_look(_notes(logs))), sys.stdout)


def _notes(logs: list[str]) -> list[dict[str, Any]]:
    lines = [line for log in logs for line in Path(log).read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def _look(notes: list[dict[str, Any]]) -> Findings:
    from salesfloor.base.sql import fetch_all, fetch_one  # noqa: PLC0415 - after Django's set-up
    from salesfloor.kernel.registers.api import verify  # noqa: PLC0415
    from salesfloor.kernel.rulebook.models import Evidence  # noqa: PLC0415

    there = dict(
        Evidence.objects.filter(outcome="DONE", key__isnull=False).values_list("key", "answer")
    )
    refused = [note["refused"] for note in notes if "refused" in note]
    notes = [note for note in notes if "refused" not in note]
    found = Findings(len(notes), sum(note["tries"] > 1 for note in notes), refused)
    found.lost = [note["key"] for note in notes if note["key"] not in there]
    found.changed = [
        note["key"] for note in notes if there.get(note["key"], note["answer"]) != note["answer"]
    ]
    keys = Counter(note["key"] for note in notes)
    found.doubled = [key for key, times in keys.items() if times > 1]
    evidence, receptions, lines, torn = fetch_one(_COUNTS) or (0, 0, 0, 0)
    if not evidence == receptions == lines or torn:
        found.doubled.append(f"{evidence} commands, {receptions} receptions, {lines} lines")
    found.gaps = [name for (name,) in fetch_all(_NUMBERS)]
    found.wrong_turns = _wrong_turns(fetch_all(_DONE))
    found.first_bad = verify().first_bad
    return found


def _wrong_turns(done: list[tuple[Any, ...]]) -> list[str]:
    """Play all commands once more by the simplest reading of the rule: first free, then last."""
    queues: dict[tuple[int, str], list[str]] = {}
    engaged: dict[tuple[int, str], str] = {}
    wrong = []
    for site, command, actor, given_answer, ref in done:
        answer = json.loads(given_answer) if isinstance(given_answer, str) else given_answer
        if command == "sign_in":
            for channel in ("visit", "call"):
                queues.setdefault((site, channel), []).append(actor)
        elif command == "end":
            engaged.pop((site, ref), None)
        else:
            queue = queues[site, command]
            busy = {who for (where, _), who in engaged.items() if where == site}
            free = [who for who in queue if who not in busy]
            receiver = answer["assigned_to"]
            if receiver != (free[0] if free else None):
                wrong.append(ref)
            if receiver is not None:
                queue.remove(receiver)
                queue.append(receiver)
                engaged[site, ref] = receiver
    return wrong


if __name__ == "__main__":
    main()
