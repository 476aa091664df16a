"""Reading: the files of a subject, repeats, and who may see a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from salesfloor.base.modules import subjects
from salesfloor.base.posts import ABOVE_MANAGERS, LEADERS, Post
from salesfloor.kernel.files.kinds import FileKind
from salesfloor.kernel.files.models import Attachment, StoredFile, Upload

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from salesfloor.base.acts import Actor

RESPONSIBLE = LEADERS | {Post.ADMIN}


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of a subject, as pages show it."""

    value: str
    part: str
    at: datetime
    kind: FileKind | None
    """None while the file is awaited."""
    taken_at: datetime | None
    repeats: str
    """The subject of the same kind that had the same file before, as `finding:2`; else nothing."""

    @property
    def is_awaited(self) -> bool:
        """Tell whether the file has not arrived yet."""
        return self.kind is None


def of(site_id: int, subject: str) -> list[Shown]:
    """Return the files of a subject, in the order in which they were attached."""
    kind, _, name = subject.partition(":")
    return of_many(site_id, kind, [name]).get(name, [])


def of_many(site_id: int, kind: str, names: Iterable[str]) -> Mapping[str, list[Shown]]:
    """Return the files of several subjects of a kind, in three statements."""
    rows = list(
        Attachment.objects.filter(
            site_id=site_id, kind=kind, name__in=list(names), destroyed_at=None
        ).order_by("pk")
    )
    values = {row.value for row in rows}
    stored = {
        file.value: file for file in StoredFile.objects.filter(value__in=values, destroyed_at=None)
    }
    earlier = _first_of_kind(site_id, kind, values)
    shown: dict[str, list[Shown]] = {}
    for row in rows:
        file, first = stored.get(row.value), earlier.get(row.value, row.name)
        shown.setdefault(row.name, []).append(
            Shown(
                value=row.value,
                part=row.part,
                at=row.at,
                kind=FileKind(file.kind) if file else None,
                taken_at=file.taken_at if file else None,
                repeats="" if first == row.name else f"{kind}:{first}",
            )
        )
    return shown


def _first_of_kind(site_id: int, kind: str, values: set[str]) -> dict[str, str]:
    rows = Attachment.objects.filter(site_id=site_id, kind=kind, value__in=values)
    found = rows.order_by("value", "pk").distinct("value").values_list("value", "name")
    return dict(found)


def repeated(kind: str, values: Iterable[str], *, site_id: int, but: str = "") -> list[str]:
    """Return those files that another subject of the kind has already; `but` is the subject's own name."""
    rows = Attachment.objects.filter(site_id=site_id, kind=kind, value__in=list(values))
    found = set(rows.exclude(name=but).values_list("value", flat=True))
    return [value for value in values if value in found]


def everybody_of_site(actor: Actor, site_id: int, name: str) -> bool:
    """Tell that everyone who works at the site sees it: for subjects that all of a site may see."""
    del name
    return actor.site_id == site_id


def file_seen_by(actor: Actor, value: str) -> StoredFile | None:
    """Return the file where the person may see it: sent it, or may see a subject whose giver sent it.

    Naming a hash is no proof of having the file, so an attachment shows what its giver had.
    """
    file = StoredFile.objects.filter(value=value, destroyed_at=None).first()
    if file is None or actor.staff_id is None:
        return None
    senders = set(Upload.objects.filter(file=file).values_list("staff_id", flat=True))
    if actor.staff_id in senders:
        return file
    rows = Attachment.objects.filter(value=value, destroyed_at=None, staff_id__in=senders)
    return file if any(_sees(actor, row) for row in rows.iterator()) else None


def _sees(actor: Actor, row: Attachment) -> bool:
    subject = subjects().get(row.kind)
    if subject is not None and subject.may_see is not None:
        return subject.may_see(actor, row.site_id, row.name)
    if actor.post in ABOVE_MANAGERS:
        return True
    return actor.site_id == row.site_id and actor.post in RESPONSIBLE


def file_attached(site_id: int, subject: str, value: str) -> StoredFile | None:
    """Return a file that is attached to a subject, if it has arrived and is not destroyed."""
    kind, _, name = subject.partition(":")
    rows = Attachment.objects.filter(
        site_id=site_id, kind=kind, name=name, value=value, destroyed_at=None
    )
    stored = StoredFile.objects.filter(value=value, destroyed_at=None)
    return stored.first() if rows.exists() else None
