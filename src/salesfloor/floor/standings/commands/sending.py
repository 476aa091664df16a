"""Encouraging, thanking, sending the battle report; a team's slogan (4.1.4, 4.2.3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

from django.urls import reverse
from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import CHINA, day_of, start_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import TeamHere
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import listed, phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.shares import answered
from salesfloor.base.texts import Code, Note, RequiredLine
from salesfloor.floor.results import api as results
from salesfloor.floor.standings import rules
from salesfloor.floor.standings.models import MessageKind, Sent, Slogan
from salesfloor.floor.standings.ranking import not_counted_today, teams_today
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.notices import api as notices
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.outgoing import api as outgoing
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.wordings import api as wordings

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase

CLAUSE: Final = "4.2.3"
LONGEST: Final = 500
_TEAM, _SITE = "team", "site"
To = Annotated[
    Code | list[Code],
    Field(max_length=200),
    Label("To whom", hint=phrase("team, site, or people")),
    Reference("person"),
]
Words = Annotated[Note, Field(max_length=LONGEST), Label("Words")]


class Kind(Choice):
    """What one writes oneself."""

    ENCOURAGEMENT = "encouragement", phrase("Encouragement")
    THANKS = "thanks", phrase("Thanks")


class MessageSent(Answer):
    """The number, for how many people, when it leaves the house, whether the words hold figures."""

    message: int
    people: int
    deliver_at: Instant
    figures_found: bool


@command(
    "send_message",
    may=LEADERS,
    word=phrase("Encourage or thank"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("{kind} no. {message} to {people} people.")),
    done=phrase("Sent."),
)
def send_message(
    *,
    actor: StaffActor,
    at: datetime,
    kind: Annotated[Kind, Label("Kind")],
    to: To,
    words: Annotated[RequiredLine, Field(max_length=LONGEST), Label("Words")],
) -> MessageSent:
    """Encourage people, or thank somebody by name.

    :raises Refused: `access` for people one does not lead; `input` for nobody; 4.2.3 for thanks to all, or
        more to one person than a day bears.
    """
    is_to_all = to in (_TEAM, _SITE, [_TEAM], [_SITE])
    if kind is Kind.THANKS:
        rules.thanks_somebody(is_to_all=is_to_all).enforce()
    readers = _readers(actor, to, at)
    _check_often(actor, readers, at)
    sent = _send(actor, MessageKind(kind.value), readers, words, at)
    say = _told(MessageKind(kind.value), actor.site_id, words, at)
    teams, site = people.team_names_of(actor.site_id), people.Site.objects.get(pk=actor.site_id)
    for person in readers:
        team = teams.get(person.team_id or 0, site.name)
        facts = {"name": person.name} if kind is Kind.THANKS else {"team": team}
        messages.tell(
            staff_id=person.pk,
            site_id=actor.site_id,
            at=at,
            clause=CLAUSE,
            sentence=say(sender=actor.name or actor.code, **facts),
            subject=f"message:{sent.number}",
        )
    body = {"kind": kind, "message": sent.number, "people": len(readers)}
    registers.record(actor=actor, at=at, body=body, personal={"words": words})
    cite(CLAUSE)
    about(f"message:{sent.number}")
    board_changed()
    return MessageSent(
        message=sent.number,
        people=len(readers),
        deliver_at=sent.deliver_at,
        figures_found=rules.has_figures(words),
    )


def _readers(actor: StaffActor, to: str | list[str], at: datetime) -> list[people.Staff]:
    """Return whom a message is for; a lead writes to the own team only."""
    names = [to] if isinstance(to, str) else to
    here = people.working_at(actor.site_id, at).exclude(pk=actor.staff_id)
    led = results.team_led_by(actor, at)
    own = results.members_of(led, actor.site_id, at) if led is not None else []
    if names == [_SITE]:
        if actor.post not in MANAGERS:
            raise no_access(phrase("A lead writes to the own team."))
        found = list(here.order_by("code"))
    elif names == [_TEAM]:
        if led is None:
            raise bad_input(phrase("You lead no team. Name people, or the site."))
        found = [one for one in own if one.pk != actor.staff_id]
    else:
        found = [people.person_here(name, actor.site_id, at) for name in dict.fromkeys(names)]
        known = {one.pk for one in own}
        if actor.post is Post.LEAD and any(one.pk not in known for one in found):
            raise no_access(phrase("A lead writes to the own team."))
    if not found:
        raise bad_input(phrase("This message would be for nobody."))
    return found


def _check_often(actor: StaffActor, readers: list[people.Staff], at: datetime) -> None:
    most = rulebook.policies(actor.site_id, at)["message.max_per_person_day"]
    today = Sent.objects.filter(
        site_id=actor.site_id,
        by=actor.code,
        at__gte=start_of(day_of(at)),
        kind__in=[MessageKind.ENCOURAGEMENT, MessageKind.THANKS],
    )
    counts: dict[int, int] = {}
    for some in today.values_list("to", flat=True):
        for staff_id in some:
            counts[staff_id] = counts.get(staff_id, 0) + 1
    rules.is_not_too_often(
        sorted(one.code for one in readers if counts.get(one.pk, 0) >= most), most
    ).enforce()


def _send(  # noqa: PLR0917 - the facts of a message
    actor: StaffActor,
    kind: MessageKind,
    readers: list[people.Staff],
    words: str,
    at: datetime,
    rows: list[dict[str, Any]] | None = None,
) -> Sent:
    return Sent.objects.create(
        site_id=actor.site_id,
        number=next_number(actor.site_id, "message"),
        kind=kind,
        by=actor.code,
        at=at,
        words=words,
        to=sorted(one.pk for one in readers),
        deliver_at=notices.leaves_at(actor.site_id, at),
        rows=rows or [],
    )


def _told(kind: MessageKind, site_id: int, words: str, at: datetime) -> Callable[..., Phrase]:
    """Return what says a message to one person, in the house's words."""
    if kind is MessageKind.THANKS:
        occasion, rest = rules.occasion_of(words)
        say = wordings.wording(site_id, wordings.Text.THANKS, at)
        return partial(say, occasion=occasion, words=rest)
    return partial(wordings.wording(site_id, wordings.Text.ENCOURAGEMENT, at), words=words)


class BattleRow(Answer):
    """A team's place of the day."""

    rank: int
    team: str
    result: int | float | str
    per_head: float | None


class BattleReportSent(Answer):
    """The number, for how many people, and the teams by rank."""

    message: int
    people: int
    rows: list[BattleRow]


@command(
    "send_battle_report",
    may=LEADERS,
    word=phrase("Send the battle report"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("Battle report no. {message} to {people} people.")),
    done=phrase("Sent to everybody."),
)
def send_battle_report(*, actor: StaffActor, at: datetime, words: Words = "") -> BattleReportSent:
    """Send today's results of every team, from the records, to every salesperson and lead.

    :raises Refused: 4.2.3 for a figure in the words.
    """
    rules.types_no_figure(words).enforce()
    site = people.Site.objects.get(pk=actor.site_id)
    rows = battle_rows(site, at)
    readers = list(people.working_at(site.pk, at).filter(post__in=results.SELLERS))
    told = [one.as_json() for one in rows]
    sent = _send(actor, MessageKind.BATTLE_REPORT, readers, words, at, told)
    tell_battle(site, readers, rows, words, at)
    body = {"message": sent.number, "people": len(readers), "teams": [one.team for one in rows]}
    registers.record(actor=actor, at=at, body=body, personal={"words": words} if words else {})
    cite(CLAUSE)
    board_changed()
    return BattleReportSent(message=sent.number, people=len(readers), rows=rows)


def battle_rows(site: people.Site, at: datetime) -> list[BattleRow]:
    """Return today's results of every team, by rank."""
    measure = results.Measure(rulebook.policies(site.pk, at)["target.measure"])
    return [
        BattleRow(
            rank=rank,
            team=name,
            result=results.as_answer(result, measure),
            per_head=answered(per_head, 2),
        )
        for rank, name, result, per_head in teams_today(site, day_of(at), at)
    ]


def tell_battle(
    site: people.Site,
    readers: list[people.Staff],
    rows: list[BattleRow],
    words: str,
    at: datetime,
) -> None:
    """Tell everybody how the teams stand today."""
    sentence = wordings.wording(site.pk, wordings.Text.BATTLE_REPORT, at)(
        on=day_of(at),
        teams=listed(_in_words(one) for one in rows),
        time=f"{at.astimezone(CHINA):%H:%M}",
        open=not_counted_today(site, day_of(at), at),
        words=words,
    )
    messages.tell_all(
        [one.pk for one in readers],
        site_id=site.pk,
        at=at,
        clause=CLAUSE,
        sentence=sentence,
        leaves=messages.Leaves.BATTLE,
    )
    outgoing.to_groups(
        site_id=site.pk,
        at=at,
        clause=CLAUSE,
        sentence=sentence,
        leaves=messages.Leaves.BATTLE,
        path=reverse("standings:standings"),
    )


def _in_words(row: BattleRow) -> Phrase:
    facts = {"rank": row.rank, "team": row.team, "result": row.result}
    if row.per_head is None:
        return phrase("{rank}. {team} {result}", **facts)
    return phrase("{rank}. {team} {result} ({per_head})", per_head=f"{row.per_head:g}", **facts)


class SloganSet(Answer):
    """Nothing to say."""


@command(
    "set_slogan",
    may=LEADERS,
    word=phrase("Set the team's slogan"),
    clauses=("4.1.4",),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("Slogan of {team}: {words}")),
    done=phrase("On the wall from now on."),
)
def set_slogan(
    *,
    actor: StaffActor,
    at: datetime,
    team: TeamHere,
    words: Annotated[RequiredLine, Label("Slogan")],
) -> SloganSet:
    """Set a team's slogan.

    :raises Refused: `input` for no team; `access` for a lead and another team's.
    """
    found = results.team_here(actor.site_id, team)
    if actor.post is Post.LEAD and results.team_led_by(actor, at) != found.pk:
        raise no_access(phrase("A lead sets the own team's slogan."))
    Slogan.objects.create(
        site_id=actor.site_id, team_id=found.pk, words=words, at=at, by=actor.code
    )
    registers.record(actor=actor, at=at, body={"team": team}, personal={"words": words})
    cite("4.1.4")
    board_changed()
    return SloganSet()
