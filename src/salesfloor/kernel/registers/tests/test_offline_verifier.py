"""Two verifiers, written apart, agree on what is a good bundle and what is a bad one."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from salesfloor.kernel.registers import offline_verifier
from salesfloor.kernel.registers.offline_verifier import NotABundleError, anchor_from
from salesfloor.kernel.registers.tests.bundles import a_shelf
from salesfloor.kernel.registers.tests.second_verifier import Place, Unread, bad_places
from salesfloor.kernel.registers.tests.spoiling import FORGERIES, cut, spoilt_bytes

if TYPE_CHECKING:
    from pathlib import Path

IN_THE_SUITE = 600
IN_FULL = 10_000
UNREAD: set[Place] = {("", -1)}


def by_the_first(raw: bytes, anchors: list[str], folder: Path) -> set[Place]:
    path = folder / "registers.tsv"
    path.write_bytes(raw)
    try:
        found = offline_verifier.verify(path, [anchor_from(text) for text in anchors])
    except NotABundleError:
        return UNREAD
    places = (finding.place.rpartition(":") for finding in found.findings)
    return {(name, int(line)) for name, _, line in places}


def by_the_second(raw: bytes, anchors: list[str]) -> set[Place]:
    try:
        return bad_places(raw, anchors)
    except Unread:
        return UNREAD


def check_agreement(seeds: range, folder: Path) -> int:
    """Return how many of the bundles were bad."""
    bad = 0
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - the same every time
        shelf = a_shelf(seed)
        raw, anchors = shelf.raw(with_values=seed % 5 > 0), shelf.anchors()
        if seed % 3 == 0:
            assert by_the_first(raw, anchors, folder) == set(), seed
            assert by_the_second(raw, anchors) == set(), seed
            continue
        if seed % 3 == 1:
            spoilt = spoilt_bytes(raw, chance)
        else:
            chance.choice(FORGERIES)(shelf, chance)
            spoilt = shelf.raw(with_values=seed % 5 > 0)
        first, second = by_the_first(spoilt, anchors, folder), by_the_second(spoilt, anchors)
        assert bool(first) == bool(second), (seed, first, second)
        assert not first or first & second or UNREAD in (first, second), (seed, first, second)
        bad += bool(first)
    return bad


def test_two_verifiers_agree(tmp_path: Path) -> None:
    assert check_agreement(range(IN_THE_SUITE), tmp_path) > IN_THE_SUITE // 2


@pytest.mark.faults
def test_two_verifiers_agree_on_ten_thousand(tmp_path: Path) -> None:
    assert check_agreement(range(100_000, 100_000 + IN_FULL), tmp_path) > IN_FULL // 2


@pytest.mark.case(54)
def test_a_cut_tail_is_found_by_anchors_only(tmp_path: Path) -> None:
    shelf = a_shelf(3)
    anchors = shelf.anchors()
    shelf.books = [book for book in shelf.books if book.name.endswith("books/1")]
    shelf.books[0].lines = shelf.books[0].lines[:1]
    cut_book = shelf.books[0]
    cut_book.lines_told, cut_book.head = "1", cut_book.lines[0].hash
    raw = shelf.raw()

    assert by_the_first(raw, [], tmp_path) == by_the_second(raw, []) == set()
    assert (cut_book.name, 2) in by_the_first(raw, anchors, tmp_path)


def test_the_verifier_runs_alone_and_says_so_by_its_status(tmp_path: Path) -> None:
    shelf = a_shelf(11)
    path, anchors = tmp_path / "good.tsv", tmp_path / "anchors.txt"
    path.write_bytes(shelf.raw())
    anchors.write_text("\n".join(shelf.anchors()))
    run = [sys.executable, "-I", "-S", offline_verifier.__file__]
    good = subprocess.run(
        [*run, path, "--anchors", anchors], capture_output=True, text=True, check=False
    )
    cut(shelf, random.Random(1))  # noqa: S311 - the same every time
    (tmp_path / "bad.tsv").write_bytes(shelf.raw())
    bad = subprocess.run(
        [*run, tmp_path / "bad.tsv", "--anchors", anchors],
        capture_output=True,
        text=True,
        check=False,
    )
    none = subprocess.run(
        [*run, anchors, "--anchor", "X:1:ab"], capture_output=True, text=True, check=False
    )
    nothing = subprocess.run([*run, anchors], capture_output=True, text=True, check=False)

    assert (good.returncode, bad.returncode, none.returncode, nothing.returncode) == (0, 1, 2, 2)
    assert "every line fits" in good.stdout
    assert "0 of" in good.stdout
    assert "NOT VERIFIED" in bad.stdout
    assert "16 digits" in none.stderr
    assert "no bundle" in nothing.stderr


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("S1/visit/1:12:0123456789abcdef", True),
        ("  上海/visit/1:12:0123456789ABCDEF0123  ", True),
        ("S1/visit/1:12:0123456789abcde", False),
        ("S1/visit:12:0123456789abcdef", False),
        ("S1/visit/1:x:0123456789abcdef", False),
        ("S1/visit/1:12:" + "0" * 65, False),
    ],
)
def test_anchor_from(text: str, fits: bool) -> None:
    if not fits:
        with pytest.raises(ValueError, match="16 digits"):
            anchor_from(text)
        return
    assert anchor_from(text).line == 12
