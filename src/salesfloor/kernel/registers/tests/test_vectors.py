"""The document of the format is true: its vectors hold for the database and for both verifiers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from salesfloor.kernel.registers import chain, offline_verifier
from salesfloor.kernel.registers.tests import second_verifier
from salesfloor.kernel.registers.tests.attacks import do

DOCUMENT: Final = next(
    folder / "docs/algorithms/registers.md"
    for folder in Path(__file__).parents
    if (folder / "docs/algorithms").is_dir()
)
_LINE: Final = """
    SELECT encode(register.line_hash(%s, ROW(
        1, %s, %s, %s::timestamptz, %s::timestamptz, %s, %s, nullif(%s, ''), nullif(%s, ''), %s,
        %s, %s, decode(%s, 'hex'), '')::register.line), 'hex')
"""
_START: Final = """
    SELECT encode(register.start_hash(jsonb_populate_record(NULL::register.book, %s),
        decode(%s, 'hex')), 'hex')
"""
_MOMENT: Final = (
    "SELECT to_timestamp(%s::bigint / 1000000) + %s::bigint %% 1000000 * interval '1 us'"
)


def vectors() -> dict[str, list[dict[str, Any]]]:
    blocks = re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    found: dict[str, list[dict[str, Any]]] = json.loads(blocks[-1])
    return found


def moment(microseconds: int) -> Any:
    return do(_MOMENT, microseconds, microseconds)[0][0]


def test_there_are_vectors() -> None:
    assert {name: len(of_it) for name, of_it in vectors().items()} == {
        "starts": 3,
        "lines": 2,
        "commitments": 2,
    }


@pytest.mark.parametrize("line", vectors()["lines"], ids=lambda line: str(line["line_no"]))
@pytest.mark.django_db
def test_lines(line: dict[str, Any]) -> None:
    texts = {name: str(value) for name, value in line.items()}
    names = ("recorded_at", "at", "kind", "actor", "session", "key", "ref", "policy", "body")
    cells = {name: texts[name] for name in (*names, "commitments")}
    plain = second_verifier.Line(number=texts["line_no"], hash="", **cells)
    by_second = second_verifier.hash_of_line(line["book"], plain, bytes.fromhex(line["prev"]))
    do("SET LOCAL ROLE NONE")
    by_database = do(
        _LINE,
        *(line["book"], line["line_no"], line["kind"]),
        *(moment(line["at"]), moment(line["recorded_at"])),
        *(line["actor"], line["session"], line["key"], line["ref"], line["policy"]),
        *(line["body"], line["commitments"], line["prev"]),
    )

    assert (by_second.hex(), by_database) == (line["hash"], [(line["hash"],)])
    assert chain.canonical(json.loads(line["body"])) == line["body"]


@pytest.mark.parametrize("start", vectors()["starts"], ids=lambda start: start["name"])
@pytest.mark.django_db
def test_starts(start: dict[str, Any]) -> None:
    names = ("name", "holder", "previous", "first_no", "size", "opened_at", "opened_by")
    facts = [str(start[name]) for name in names]
    before = bytes.fromhex(start["previous_head"])
    by_first = offline_verifier.start_of([b"book", *(fact.encode() for fact in facts)], before)
    book = second_verifier.Book(*facts, *[""] * 6)
    by_second = second_verifier.hash_of_start(book, before)
    do("SET LOCAL ROLE NONE")
    row = {**start, "holder_id": start["holder"] or None, "previous": start["previous"] or None}
    row["opened_at"] = moment(start["opened_at"]).isoformat()
    by_database = do(_START, json.dumps(row), start["previous_head"])

    assert (by_first.hex(), by_second.hex()) == (start["start"], start["start"])
    assert by_database == [(start["start"],)]


@pytest.mark.parametrize("one", vectors()["commitments"], ids=lambda one: one["field"])
def test_commitments(one: dict[str, str]) -> None:
    salt = bytes.fromhex(one["salt"])

    assert chain.commitment(salt, one["field"], one["value"]) == one["commitment"]


def test_a_volume_made_of_the_vectors_fits(tmp_path: Path) -> None:
    """The chain of the vectors is a chain for the verifier: only its listing is missing."""
    told = vectors()
    start, lines = told["starts"][0], told["lines"]
    cells = ["salesfloor-registers\t1", "made\t0\tx\t0"]
    head = lines[-1]["hash"]
    names = ("name", "holder", "previous", "first_no", "size", "opened_at", "opened_by", "start")
    cells.append("\t".join(["book", *(str(start[n]) for n in names), "2", head, "OPEN", "", ""]))
    for line in lines:
        columns = ("line_no", "recorded_at", "at", "kind", "actor", "session", "key", "ref")
        rest = ("policy", "body", "commitments", "hash")
        cells.append("\t".join(str(line[name]) for name in (*columns, *rest)))
    path = tmp_path / "registers.tsv"
    path.write_text("\n".join([*cells, "end\t1\t2", ""]), encoding="utf-8")

    assert [finding.sort for finding in offline_verifier.verify(path).findings] == ["unlisted"]
