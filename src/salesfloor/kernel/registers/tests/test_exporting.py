"""A bundle leaves the house: with a trace, with its verifier, without personal values."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from salesfloor.base.commands import Actor
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Refused
from salesfloor.kernel.registers import offline_verifier
from salesfloor.kernel.registers.api import anchor_from, verify, write_bundle
from salesfloor.kernel.registers.models import Line
from salesfloor.kernel.registers.tests.attacks import ATTACKS, as_superuser
from salesfloor.kernel.registers.tests.scribe import Scribe
from salesfloor.kernel.registers.tests.second_verifier import bad_places

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
ODD = {"name": "tab\there", "note": "two\nlines \\ back\rslash", "phone": "138"}


@pytest.fixture
def scribe() -> Scribe:
    scribe = Scribe()
    scribe.fill(7)
    scribe.write(personal=ODD, body={"do": "visit", "odd": 'quo"te\\ and\ttab'})
    scribe.write(line_kind="correction", ref="X1/visit/1:2", personal={"reason": "错"})
    return scribe


def bundle_of(
    scribe: Scribe, path: Path, *, post: Post = Post.MANAGER, with_values: bool = False
) -> bytes:
    actor = Actor("m\t1", post, scribe.site_id)
    write_bundle(
        actor=actor, at=scribe.now, site_id=scribe.site_id, path=path, with_values=with_values
    )
    with zipfile.ZipFile(path) as bundle:
        return bundle.read("registers.tsv")


@pytest.mark.clause("3.2.3.4", "kept")
@pytest.mark.parametrize("with_values", [False, True])
def test_a_bundle_verifies_by_both_and_holds_values_when_asked(
    scribe: Scribe, tmp_path: Path, with_values: bool
) -> None:
    path = tmp_path / "x.zip"
    raw = bundle_of(scribe, path, with_values=with_values)
    anchors = [line.anchor for line in scribe.lines]
    found = offline_verifier.verify(path, map(anchor_from, anchors))

    assert found.findings == []
    assert bad_places(raw, anchors) == set()
    assert (found.values > 0) is with_values
    assert ("客户1".encode() in raw) is with_values
    assert (b"13800000001" in raw) is with_values
    trace = Line.objects.get(book__kind="custody")
    told = str(with_values).lower()
    assert trace.body == f'{{"do":"export","values":{told},"volume":"*"}}'
    assert verify(scribe.site_id).findings == ()


def test_a_bundle_brings_its_verifier(scribe: Scribe, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    bundle_of(scribe, path)
    with zipfile.ZipFile(path) as bundle:
        bundle.extract("offline_verifier.py", tmp_path)
        assert "--anchor" in bundle.read("README.txt").decode()
    run = [sys.executable, "-I", "-S", str(tmp_path / "offline_verifier.py"), str(path)]
    said = subprocess.run(run, capture_output=True, text=True, check=False)

    assert (said.returncode, said.stderr) == (0, "")
    assert "every line fits" in said.stdout


@pytest.mark.clause("3.2.3.4", "refused")
@pytest.mark.parametrize("post", [Post.SALESPERSON, Post.DESK, Post.LEAD, Post.ADMIN])
def test_a_bundle_is_for_the_manager(scribe: Scribe, tmp_path: Path, post: Post) -> None:
    with pytest.raises(Refused) as refused:
        bundle_of(scribe, tmp_path / "x.zip", post=post)

    assert refused.value.clause == "3.2.3.4"
    assert not (tmp_path / "x.zip").exists()
    assert not Line.objects.filter(book__kind="custody").exists()


def test_attacks_are_found_in_the_bundle_too(scribe: Scribe, tmp_path: Path) -> None:
    bundle_of(scribe, tmp_path / "first.zip")
    anchors = [line.anchor for line in scribe.lines]
    assert verify(scribe.site_id).findings == ()
    for seed in range(30):
        chance = random.Random(seed)  # noqa: S311 - the same every time
        with transaction.atomic():
            with as_superuser():
                place = chance.choice(ATTACKS)(chance)
            path = tmp_path / f"{seed}.zip"
            if "books" not in place and "custody" not in place:
                raw = bundle_of(scribe, path, with_values=True)
                found = offline_verifier.verify(path, map(anchor_from, anchors))
                assert found.findings, (seed, place)
                assert bad_places(raw, anchors), (seed, place)
            transaction.set_rollback(True)


def a_day(chance: random.Random, scribe: Scribe) -> None:
    for _ in range(chance.randint(1, 6)):
        kind = chance.choice(("visit", "call", "claims"))
        scribe.write(kind, personal=chance.choice((None, ODD, {"phone": "13800000000"})))


def check_clean(exports: int, folder: Path) -> None:
    """Write a little, export, verify; again and again. Nothing may be found."""
    chance = random.Random(exports)  # noqa: S311 - the same every time
    scribe = Scribe(size=4, books_size=25)
    path = folder / "clean.zip"
    for number in range(exports):
        if number % 50 == 49:
            scribe = Scribe(site_id=702 + number, code=f"Y{number}", size=chance.randint(2, 9))
        a_day(chance, scribe)
        raw = bundle_of(scribe, path, with_values=number % 2 == 0)
        anchors = [line.anchor for line in scribe.lines]
        found = offline_verifier.verify(path, map(anchor_from, anchors))
        assert found.findings == [], number
        assert bad_places(raw, anchors) == set(), number


def test_a_clean_export_is_never_suspected(tmp_path: Path) -> None:
    check_clean(40, tmp_path)


@pytest.mark.faults
def test_two_thousand_clean_exports_are_never_suspected(tmp_path: Path) -> None:
    check_clean(2_000, tmp_path)
