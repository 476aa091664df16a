"""Receiving files, and attaching them to what a command is about.

An upload changes nothing but the store: until a command names it, nobody but its sender sees it. It
has therefore no line and no command of its own.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from salesfloor.base.acts import Actor
from salesfloor.base.answers import Answer
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import Busy, bad_input
from salesfloor.base.sql import execute
from salesfloor.kernel.files.apart import inspect_apart
from salesfloor.kernel.files.kinds import FileKind
from salesfloor.kernel.files.models import Attachment, StoredFile, Upload
from salesfloor.kernel.files.unusable import UnusableError, Why

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.kernel.files.inspected import Inspected

log: Final = logging.getLogger(__name__)
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 3302))"
_SENTENCES: Final = {
    Why.EMPTY: phrase("The file is empty."),
    Why.TOO_LARGE: phrase("A file has at most 10 MB. Send a smaller one."),
    Why.OTHER_KIND: phrase(
        "Files are JPEG, PNG or WebP pictures, and PDF, OFD or XML documents. This is none of them."
    ),
    Why.BROKEN: phrase("The file cannot be opened; it is damaged or not whole. Send it anew."),
    Why.TOO_MUCH_INSIDE: phrase("There is more packed into this file than can be opened."),
    Why.LOCKED: phrase("The file is locked by a password. Send it without."),
    Why.WEB_PAGE: phrase("Web pages and SVG drawings are not taken. Send a picture or a PDF."),
}


class FileKept(Answer):
    """What an upload answers."""

    value: str
    kind: FileKind
    size: int
    taken_at: datetime | None
    known: bool
    """Whether the same bytes were here before."""


def receive(*, actor: Actor, at: datetime, content: bytes) -> FileKept:
    """Check a file, strip it, store it once; the same bytes again answer the same value.

    :raises Refused: `input` for what is no such file.
    :raises Busy: the storage takes nothing at the moment.
    """
    if actor.staff_id is None:
        raise bad_input(phrase("Say who does this: a person, not the system."))
    value = hashlib.sha256(content).hexdigest()
    inspected = None if _stored(value) else _inspected(content)
    with transaction.atomic():
        execute(_LOCK, (value,))
        file = _stored(value)
        is_known = file is not None
        if file is None:
            file = _store(value, inspected or _inspected(content), at)
        Upload.objects.get_or_create(file=file, staff_id=actor.staff_id, defaults={"at": at})
    return FileKept(
        value=value,
        kind=FileKind(file.kind),
        size=file.size,
        taken_at=file.taken_at,
        known=is_known,
    )


def _stored(value: str) -> StoredFile | None:
    return StoredFile.objects.filter(value=value, destroyed_at=None).first()


def _inspected(content: bytes) -> Inspected:
    try:
        return inspect_apart(content)
    except UnusableError as error:
        raise bad_input(_SENTENCES[error.why]) from error


def _store(value: str, inspected: Inspected, at: datetime) -> StoredFile:
    stored = hashlib.sha256(inspected.content).hexdigest()
    path = f"files/{stored[:2]}/{stored}.{inspected.kind.extension}"
    if not StoredFile.objects.filter(path=path, destroyed_at=None).exists():
        _write(path, inspected.content)
    file, _ = StoredFile.objects.update_or_create(
        value=value,
        defaults={
            "kind": inspected.kind,
            "path": path,
            "size": len(inspected.content),
            "taken_at": inspected.taken_at,
            "stored_at": at,
            "destroyed_at": None,
        },
    )
    return file


def _write(path: str, content: bytes) -> None:
    """Store the content; half a file that an earlier attempt left is replaced."""
    try:
        default_storage.delete(path)
        default_storage.save(path, ContentFile(content))
    except OSError as error:
        log.exception("%s cannot be stored", path)
        message = "the storage takes nothing"
        raise Busy(message) from error


def attach(
    *,
    site_id: int,
    subject: str,
    values: Iterable[str],
    at: datetime,
    actor: Actor,
    part: str = "",
) -> None:
    """Attach files to a subject (`finding:3`) of a site, in the caller's transaction.

    Files that have not arrived are awaited. Attached twice is attached once.
    """
    kind, _, name = subject.partition(":")
    Attachment.objects.bulk_create(
        (
            Attachment(
                site_id=site_id,
                kind=kind,
                name=name,
                part=part,
                value=value,
                staff_id=actor.staff_id,
                at=at,
            )
            for value in values
        ),
        ignore_conflicts=True,
    )


def destroy(*, site_id: int, subject: str, at: datetime) -> int:
    """Destroy a subject's files, and the content that nothing else holds; return how many."""
    kind, _, name = subject.partition(":")
    of_subject = Attachment.objects.filter(site_id=site_id, kind=kind, name=name, destroyed_at=None)
    values = sorted(set(of_subject.values_list("value", flat=True)))
    of_subject.update(destroyed_at=at)
    for value in values:
        execute(_LOCK, (value,))
        if Attachment.objects.filter(value=value, destroyed_at=None).exists():
            continue
        file = _stored(value)
        if file is not None:
            file.destroyed_at = at
            file.save(update_fields=["destroyed_at"])
            _remove_at_commit(file.path)
    return len(values)


def _remove_at_commit(path: str) -> None:
    if not StoredFile.objects.filter(path=path, destroyed_at=None).exists():
        transaction.on_commit(lambda: default_storage.delete(path))
