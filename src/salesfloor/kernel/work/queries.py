"""Reading a person's list: what they owe, in the order in which to do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import Phrase, restored
from salesfloor.base.posts import ABOVE_MANAGERS, Post
from salesfloor.base.trades import trade_of
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work.commands import TEAM_LIST, person_list, post_list
from salesfloor.kernel.work.models import WorkItem
from salesfloor.web import directory
from salesfloor.web.language import joined, said
from salesfloor.web.subjects import address_of
from salesfloor.web.trades import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor


SHOWN: Final = 30
_REFUSED_BY: Final[dict[str, str]] = {}


def may_be_refused(command: str, *, by: str) -> None:
    """Let items that a command does by one tap be refused beside it by another, with the same fields."""
    _REFUSED_BY[command] = by


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a person owes, as their home page shows it."""

    id: int
    site_id: int
    kind: str
    subject: str
    clause: str
    sentence: Phrase
    raised_at: datetime
    due_at: datetime | None
    is_overdue: bool
    url: str
    command: str
    word: Phrase | None
    refusal: str = ""
    """The command that says no to what is asked for, with the same fields."""
    refusal_word: Phrase | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Return the fields of the one-tap command as a form sends them."""
        return [
            (name, str(value).lower() if isinstance(value, bool) else str(value))
            for name, value in self.given.items()
        ]


def items(actor: Actor, at: datetime, *, most: int | None = None) -> list[Item]:
    """Return what the person owes: what is overdue first, then by due time, then by raising.

    What waits for a lead's own word and has no day stands before what lies ahead of the team.
    """
    rank = _rank(actor, at)
    due = F("due_at").asc(nulls_last=True)
    rows = _open_of(actor, at).order_by(rank, due, "raised_at", "pk")
    return _shown(rows[:most] if most else rows, at)


def panel(actor: Actor, at: datetime, *, most: int = SHOWN) -> dict[str, Any]:
    """Return what the template `work/_items.html` shows."""
    found = items(actor, at, most=most + 1)
    more = count(actor, at) - most if len(found) > most else 0
    return {"items": found[:most], "more": more}


def count(actor: Actor, at: datetime) -> int:
    """Return how many things the person owes."""
    return _open_of(actor, at).count()


@dataclass(frozen=True, slots=True)
class Owed:
    """What somebody owes about one thing: who, what, until when."""

    who: str
    sentence: Phrase
    due_at: datetime | None
    is_overdue: bool


def owed_about(actor: Actor, subject: str, at: datetime) -> list[Owed]:
    """Return who owes what about a subject of the actor's site, the soonest first.

    What stands on several lists, whoever does it first, is one thing and names them all.
    """
    site_id = actor.site_id or 0
    found = WorkItem.objects.filter(
        site_id=site_id, subject=subject, settled_at=None, raised_at__lte=at
    )
    rows = list(found.order_by(F("due_at").asc(nulls_last=True), "pk"))
    names = directory.names_by_id(
        int(row.who.partition(":")[2]) for row in rows if row.who.startswith("person:")
    )
    sentences = directory.with_names(restored(row.template, row.facts) for row in rows)
    whose: dict[tuple[str, datetime | None], tuple[Phrase, list[str]]] = {}
    for row, sentence in zip(rows, sentences, strict=True):
        same = (f"{row.template} {row.facts}", row.due_at)
        whose.setdefault(same, (sentence, []))[1].append(_whose(row.who, names, site_id))
    return [
        Owed(
            who=joined(dict.fromkeys(everybody)),
            sentence=sentence,
            due_at=due_at,
            is_overdue=due_at is not None and due_at <= at,
        )
        for (_, due_at), (sentence, everybody) in whose.items()
    ]


def _whose(who: str, names: Mapping[int, str], site_id: int) -> str:
    kind, _, name = who.partition(":")
    if kind == "person":
        return names.get(int(name), "")
    post = name if kind == "post" else Post.LEAD.value
    return said(word(post, trade_of(site_id)))


def _open_of(actor: Actor, at: datetime) -> QuerySet[WorkItem]:
    site_id, staff_id = actor.site_id or 0, actor.staff_id or 0
    whose = Q(who=person_list(staff_id)) | Q(site_id=site_id, who=post_list(actor.post))
    if actor.post in ABOVE_MANAGERS:
        whose |= Q(who=post_list(actor.post))
    if actor.post is Post.LEAD:
        whose |= Q(who__in=_team_led_by(staff_id))
    return WorkItem.objects.filter(whose, settled_at=None, raised_at__lte=at)


def _rank(actor: Actor, at: datetime) -> Case:
    own = Q(who=person_list(actor.staff_id or 0), due_at=None)
    if actor.post is not Post.LEAD:
        return Case(default=Value(0))
    return Case(When(due_at__lte=at, then=Value(0)), When(own, then=Value(1)), default=Value(2))


def _team_led_by(staff_id: int) -> QuerySet[people.Staff, str]:
    leads = people.Staff.objects.filter(pk=staff_id, post=Post.LEAD, left_at=None)
    name = Concat(Value(TEAM_LIST), Cast("team_id", CharField()))
    return leads.exclude(team=None).annotate(list_name=name).values_list("list_name", flat=True)


def _shown(rows: Iterable[WorkItem], at: datetime) -> list[Item]:
    found = list(rows)
    sentences = directory.with_names(restored(row.template, row.facts) for row in found)
    no = {row.pk: _REFUSED_BY.get(row.command, "") for row in found}
    return [
        Item(
            id=row.pk,
            site_id=row.site_id,
            kind=row.kind,
            subject=row.subject,
            clause=row.clause,
            sentence=sentence,
            raised_at=row.raised_at,
            due_at=row.due_at,
            is_overdue=row.due_at is not None and row.due_at <= at,
            url=address_of(row.subject) or _form_of(row),
            command=row.command if _is_one_tap(row) else "",
            word=COMMANDS[row.command].word if row.command in COMMANDS else None,
            refusal=no[row.pk],
            refusal_word=COMMANDS[no[row.pk]].word if no[row.pk] else None,
            given=row.given,
        )
        for row, sentence in zip(found, sentences, strict=True)
    ]


def _is_one_tap(row: WorkItem) -> bool:
    """Tell whether the item says all that its command needs."""
    declared = COMMANDS.get(row.command)
    fields = declared.fields.model_fields if declared else {}
    needed = {field.alias or name for name, field in fields.items() if field.is_required()}
    return declared is not None and needed <= set(row.given)


def _form_of(row: WorkItem) -> str:
    """Return the address of the command's form, filled in as far as the item knows."""
    if row.command not in COMMANDS:
        return ""
    return f"{reverse('web:give', args=[row.command])}?{urlencode(row.given)}"
