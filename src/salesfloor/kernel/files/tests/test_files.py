"""Receiving, attaching, repeats, rights, destroying."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from salesfloor.base import modules
from salesfloor.base.refusals import Busy, Refused
from salesfloor.kernel.files import api as files
from salesfloor.kernel.files.models import Attachment, StoredFile, Upload
from salesfloor.kernel.files.tests import made
from tests.concurrency.crowd import Result, at_once
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


@pytest.fixture(autouse=True)
def seen_by_all() -> Iterator[None]:
    """Add a kind of subject that everybody of the site sees."""
    subject = modules.Subject(
        "exhibit", modules.ENTRY.label, "files:file", may_see=files.everybody_of_site
    )
    modules.describe(modules.Module("of_this_test", subjects=(subject,)))
    yield
    del modules.MODULES["of_this_test"]


def send(floor: Floor, by: str, content: bytes) -> files.FileKept:
    return files.receive(actor=floor.actor(by), at=floor.now, content=content)


def attach(floor: Floor, by: str, subject: str, *values: str, part: str = "") -> None:
    files.attach(
        site_id=floor.site_id or 0,
        subject=subject,
        values=values,
        at=floor.now,
        actor=floor.actor(by),
        part=part,
    )


def sees(floor: Floor, by: str, value: str) -> bool:
    return files.file_seen_by(floor.actor(by), value) is not None


def test_the_same_bytes_are_stored_once(floor: Floor, own_storage: Path) -> None:
    content = made.photo()
    first, second = send(floor, "a", content), send(floor, "b", content)
    assert (first.known, second.known) == (False, True)
    assert first.value == second.value
    assert len([one for one in own_storage.rglob("*") if one.is_file()]) == 1
    [file] = StoredFile.objects.all()
    assert Upload.objects.filter(file=file).count() == 2
    with default_storage.open(file.path) as stored:
        assert b"Secret" not in stored.read()


def test_what_differs_in_metadata_only_shares_one_content(floor: Floor, own_storage: Path) -> None:
    one = send(floor, "a", made.photo(taken="2026:03:02 08:00:00"))
    other = send(floor, "a", made.photo(taken="2026:03:02 09:00:00"))
    assert one.value != other.value
    assert len([file for file in own_storage.rglob("*") if file.is_file()]) == 1


def test_a_refused_file_leaves_nothing(floor: Floor, own_storage: Path) -> None:
    with pytest.raises(Refused) as refused:
        send(floor, "a", b"<svg/>")
    assert refused.value.clause == "input"
    assert not StoredFile.objects.exists()
    assert list(own_storage.iterdir()) == []


def test_the_system_sends_nothing(floor: Floor) -> None:
    with pytest.raises(Refused):
        files.receive(actor=floor.actor(None), at=floor.now, content=made.photo())


@pytest.mark.case(40)
def test_a_full_disk_refuses_and_recovers(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", full)
        with pytest.raises(Busy):
            send(floor, "a", made.photo())
    assert not StoredFile.objects.exists()
    assert not send(floor, "a", made.photo()).known


def test_half_a_file_of_an_earlier_attempt_is_replaced(floor: Floor, own_storage: Path) -> None:
    kept = send(floor, "a", made.photo())
    file = StoredFile.objects.get(value=kept.value)
    (own_storage / file.path).write_bytes(b"half")
    Upload.objects.all().delete()
    file.delete()

    send(floor, "a", made.photo())

    [stored] = [one for one in own_storage.rglob("*") if one.is_file()]
    assert stored.stat().st_size == kept.size


def test_a_file_is_awaited_until_it_arrives(floor: Floor) -> None:
    content = made.photo()
    value = send(floor, "b", content).value
    Upload.objects.all().delete()
    StoredFile.objects.all().delete()
    attach(floor, "a", "exhibit:1", value, part="floor")

    [awaited] = files.of(floor.site_id or 0, "exhibit:1")
    assert (awaited.is_awaited, awaited.part) == (True, "floor")
    assert not sees(floor, "b", value)

    send(floor, "a", content)

    [here] = files.of(floor.site_id or 0, "exhibit:1")
    assert not here.is_awaited
    assert here.kind is files.FileKind.JPEG
    assert sees(floor, "b", value)


def test_the_same_file_for_another_subject_is_a_repeat(floor: Floor) -> None:
    value, site_id = "ab" * 32, floor.site_id or 0
    attach(floor, "a", "exhibit:1", value, value)
    attach(floor, "a", "exhibit:1", value)
    attach(floor, "b", "exhibit:2", value)
    attach(floor, "b", "finding:1", value)

    assert [one.repeats for one in files.of(site_id, "exhibit:1")] == [""]
    assert [one.repeats for one in files.of(site_id, "exhibit:2")] == ["exhibit:1"]
    assert [one.repeats for one in files.of(site_id, "finding:1")] == [""]
    assert files.repeated("exhibit", [value], site_id=site_id) == [value]
    assert files.repeated("exhibit", [value, "cd" * 32], site_id=site_id, but="1") == [value]
    assert files.repeated("finding", [value], site_id=site_id, but="1") == []


@pytest.mark.case(80)
def test_who_sees_the_subject_sees_the_file(floor: Floor) -> None:
    other = Floor("S2", prefix="x_", day=floor.day)
    value = send(floor, "a", made.photo()).value
    assert sees(floor, "a", value)
    assert not sees(floor, "manager", value)

    attach(floor, "a", "thing:1", value)  # nobody says more of things: the leaders see them
    assert [by for by in ("b", "desk", "finance") if sees(floor, by, value)] == []
    assert all(sees(floor, by, value) for by in ("lead", "manager", "admin", "director"))

    attach(floor, "a", "exhibit:1", value)
    assert all(sees(floor, by, value) for by in ("b", "desk", "finance"))
    assert not any(sees(other, by, value) for by in ("a", "manager", "admin", "lead"))


@pytest.mark.case(80)
def test_naming_a_hash_shows_nothing(floor: Floor) -> None:
    """Who learns the hash of somebody's file and attaches it to a subject of their own sees nothing."""
    value = send(floor, "a", made.photo()).value
    attach(floor, "b", "exhibit:7", value)
    assert not sees(floor, "b", value)
    send(floor, "b", made.photo())
    assert sees(floor, "b", value)


def test_destroying_takes_what_nothing_else_holds(floor: Floor, own_storage: Path) -> None:
    kept, gone = send(floor, "a", made.photo()), send(floor, "a", made.pdf())
    attach(floor, "a", "document:1", kept.value, gone.value)
    attach(floor, "a", "exhibit:1", kept.value)
    site_id = floor.site_id or 0
    paths = dict(StoredFile.objects.values_list("value", "path"))

    with transaction.atomic():
        done = files.destroy(site_id=site_id, subject="document:1", at=floor.now)
    assert done == 2
    assert files.of(site_id, "document:1") == []
    assert sees(floor, "a", kept.value)
    assert not sees(floor, "a", gone.value)
    assert Attachment.objects.filter(kind="document", destroyed_at=None).count() == 0
    assert not send(floor, "a", made.pdf()).known
    assert (own_storage / paths[gone.value]).exists()


@pytest.mark.django_db(transaction=True)
def test_destroyed_content_leaves_the_disk(floor: Floor, own_storage: Path) -> None:
    value = send(floor, "a", made.pdf()).value
    attach(floor, "a", "document:1", value)
    with transaction.atomic():
        files.destroy(site_id=floor.site_id or 0, subject="document:1", at=floor.now)
    assert [one for one in own_storage.rglob("*") if one.is_file()] == []


@pytest.mark.django_db(transaction=True)
def test_the_same_photo_from_four_phones_at_once(floor: Floor, own_storage: Path) -> None:
    content = made.photo()
    actors = [floor.actor(by) for by in ("a", "b", "c", "d")]

    def one(actor: Any) -> Result:
        return "done", files.receive(actor=actor, at=floor.now, content=content).value

    results = at_once([partial(one, actor) for actor in actors])

    assert {value for _, value in results} == {StoredFile.objects.get().value}
    assert Upload.objects.count() == 4
    assert len([one for one in own_storage.rglob("*") if one.is_file()]) == 1
