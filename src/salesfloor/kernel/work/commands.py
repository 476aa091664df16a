"""Putting something on people's lists and taking it off, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import stored_facts
from salesfloor.base.sql import execute
from salesfloor.kernel.work.models import WorkItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from salesfloor.base.phrases import Phrase
    from salesfloor.base.posts import Post

TEAM_LIST: Final = "team:"
_WHOSE: Final = ["site_id", "kind", "subject", "who"]
_SETTLE: Final = """
    UPDATE work_workitem SET settled_at = %s
    WHERE site_id = %s AND kind = %s AND subject = %s AND settled_at IS NULL
"""
_WHAT: Final = [
    *("clause", "template", "facts", "raised_at", "due_at", "command", "given", "settled_at"),
]


def person_list(staff_id: int) -> str:
    """Return the name of a person's own list."""
    return f"person:{staff_id}"


def post_list(post: Post) -> str:
    """Return the name of the list that everybody of a post at a site shares."""
    return f"post:{post.value}"


def team_list(team_id: int) -> str:
    """Return the name of the list of a team; the person who leads it has it."""
    return f"{TEAM_LIST}{team_id}"


def owe(
    *,
    kind: str,
    subject: str,
    site_id: int,
    clause: str,
    sentence: Phrase,
    at: datetime,
    due_at: datetime | None = None,
    staff_ids: Iterable[int] = (),
    posts: Iterable[Post] = (),
    team_id: int | None = None,
    command: str = "",
    given: Mapping[str, Any] | None = None,
) -> None:
    """Put something on the lists of people, posts of the site, or a team's lead.

    `kind` and `subject` (`finding:12`) name it; owed again it replaces what the list says of it. With
    `command` the item is done by one tap, which gives that command with the fields `given`; where the
    command needs more, its form opens with them, unless the subject has a page of its own.
    """
    lists = [person_list(one) for one in dict.fromkeys(staff_ids)]
    lists += [post_list(one) for one in dict.fromkeys(posts)]
    lists += [] if team_id is None else [team_list(team_id)]
    rows = [
        WorkItem(
            site_id=site_id,
            kind=kind,
            subject=subject,
            who=who,
            clause=clause,
            template=sentence.template,
            facts=stored_facts(sentence),
            raised_at=at,
            due_at=due_at,
            command=command,
            given=dict(given or {}),
        )
        for who in sorted(lists)
    ]
    if not rows:
        return
    WorkItem.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=_WHOSE, update_fields=_WHAT
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that people owe, for `sync`."""

    subject: str
    clause: str
    sentence: Phrase
    raised_at: datetime
    due_at: datetime | None
    staff_ids: tuple[int, ...]


def sync(*, kind: str, site_id: int, wanted: Iterable[Wanted], at: datetime) -> None:
    """Make a kind of item at a site exactly what is wanted: put what is new on lists, settle the rest."""
    open_items = WorkItem.objects.filter(site_id=site_id, kind=kind, settled_at=None)
    there = set(open_items.values_list("subject", "who"))
    keep: set[tuple[str, str]] = set()
    for one in wanted:
        keep |= {(one.subject, person_list(staff_id)) for staff_id in one.staff_ids}
        new = [who for who in one.staff_ids if (one.subject, person_list(who)) not in there]
        owe(
            kind=kind,
            subject=one.subject,
            site_id=site_id,
            clause=one.clause,
            sentence=one.sentence,
            at=one.raised_at,
            due_at=one.due_at,
            staff_ids=new,
        )
    for subject, who in sorted(there - keep):
        open_items.filter(subject=subject, who=who).update(settled_at=at)


def settle_from(*, kind: str, prefix: str, site_id: int, at: datetime) -> None:
    """Take everything of a kind whose subject begins so off all lists."""
    open_items = WorkItem.objects.filter(site_id=site_id, kind=kind, settled_at=None)
    open_items.filter(subject__startswith=prefix).update(settled_at=at)


def settle(
    *,
    kind: str,
    subject: str,
    site_id: int,
    at: datetime,
    staff_ids: Iterable[int] | None = None,
) -> None:
    """Take something off all lists it is on, or off those of the people named."""
    if staff_ids is None:
        execute(_SETTLE, (at, site_id, kind, subject))
        return
    open_items = WorkItem.objects.filter(
        site_id=site_id, kind=kind, subject=subject, settled_at=None
    )
    whose = open_items.filter(who__in=[person_list(one) for one in staff_ids])
    whose.update(settled_at=at)


def settle_each(*, kind: str, subjects: Iterable[str], site_id: int, at: datetime) -> None:
    """Take several subjects of a kind off all lists they are on, in one statement."""
    WorkItem.objects.filter(
        site_id=site_id, kind=kind, subject__in=list(subjects), settled_at=None
    ).update(settled_at=at)


def end_list_of(staff_id: int, at: datetime) -> None:
    """Take everything off a person's own list, at every site."""
    WorkItem.objects.filter(who=person_list(staff_id), settled_at=None).update(settled_at=at)
