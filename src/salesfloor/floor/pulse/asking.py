"""Asking for the figures of the evening, noting who has answered, closing (4.2.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite
from salesfloor.base.china_time import end_of
from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.posts import Post
from salesfloor.floor.pulse.evening import Evening, codes
from salesfloor.floor.pulse.models import Level, Round
from salesfloor.floor.results import api as results
from salesfloor.kernel.asks import api as asks
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.outgoing import api as outgoing
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.wordings import api as wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from salesfloor.base.phrases import Phrase

KIND: Final = "pulse"
TEAM_KIND: Final = "team_pulse"
CLAUSES: Final = {
    ("asked", Level.TEAM): "4.2.1.2",
    ("reminded", Level.TEAM): "4.2.1.3",
    ("closed", Level.TEAM): "4.2.1.3",
    ("asked", Level.CENTRE): "4.2.1.1",
    ("reminded", Level.CENTRE): "4.2.1.1",
    ("closed", Level.CENTRE): "4.2.1.1",
}
_LINES: Final = {
    "asked": lines.line(
        "pulse_asked",
        "performance",
        phrase("Asked for the figures of the day: {asked}."),
        facts={"asked": list},
    ),
    "reminded": lines.line(
        "pulse_reminded",
        "performance",
        phrase("Reminded of the figures of the day: {missing}."),
        facts={"missing": list},
    ),
    "closed": lines.line(
        "pulse_closed",
        "performance",
        phrase("The round is closed: {answered} answered, missing {missing}."),
        facts={"answered": int, "missing": list},
    ),
}


def subject_of(day: date) -> str:
    """Return how lists name a member's question of an evening."""
    return f"pulse:{day.isoformat()}"


def team_subject_of(day: date, team: str) -> str:
    """Return how lists name a team's question of an evening."""
    return f"pulse:{day.isoformat()}:{team}"


def ask_teams(evening: Evening) -> None:
    """Ask the salespeople of each team who are expected now and have not answered yet."""
    is_anybody_asked = False
    say = wordings.wording(evening.site.pk, wordings.Text.TEAM_ROUND, evening.at)
    for team in evening.teams:
        expected = evening.expected_of(team.pk)
        if not expected:
            continue
        whom = [one for one in expected if one.pk not in evening.said]
        _begin(evening, Level.TEAM, team.pk, expected, whom)
        if whom:
            _happen(evening, "asked", Level.TEAM, {"team": team.name, "asked": codes(whom)})
        for one in whom:
            _ask(evening, one, say)
        is_anybody_asked = is_anybody_asked or bool(whom)
    if is_anybody_asked:
        _say_to_groups(
            evening,
            phrase(
                "The evening round: how many complete, how many incomplete today, how many tomorrow? "
                "Until {until}.",
                until=evening.window("team").closes,
            ),
        )


def _say_to_groups(evening: Evening, sentence: Phrase) -> None:
    """Have robots say a sentence: the question for everybody, or sums; nobody's figures, and no names."""
    outgoing.to_groups(
        site_id=evening.site.pk,
        at=evening.at,
        clause=CLAUSES["asked", Level.TEAM],
        sentence=sentence,
        leaves=messages.Leaves.ROUND,
        path=reverse("pulse:evening"),
    )


def _ask(evening: Evening, person: people.Staff, say: Callable[..., Phrase]) -> None:
    question = asks.Question(
        kind=KIND,
        subject=subject_of(evening.day),
        clause="4.2.1.2",
        sentence=say(name=person.name, until=evening.window("team").closes),
        command="answer_pulse",
        given=prefilled(evening, person.pk),
        fixed=("who",),
    )
    site_id, until = evening.site.pk, end_of(evening.day)
    asks.ask(question, [person.pk], site_id=site_id, at=evening.at, until_at=until)


def prefilled(evening: Evening, staff_id: int) -> dict[str, int]:
    """Return what is known of a person's day: what applications tell, or what was said last."""
    said = evening.said.get(staff_id)
    if said is not None:
        return {
            "complete": said.complete,
            "incomplete": said.incomplete,
            "tomorrow": said.tomorrow,
        }
    if evening.policies.value("results.by") != "applications":
        return {}
    known = {}
    for measure in (results.Measure.COMPLETE, results.Measure.INCOMPLETE):
        tally = results.Tally(evening.site, measure, evening.attendance, evening.at)
        known[measure.value] = max(0, int(tally.on(staff_id, evening.day)))
    return known


def skip(evening: Evening, level: Level) -> None:
    """Note that a question could not leave in time and is not asked any more; nobody is missing."""
    team_ids = [team.pk for team in evening.teams] if level is Level.TEAM else [0]
    for team_id in team_ids:
        _begin(evening, level, team_id, (), ())
    Round.objects.filter(site_id=evening.site.pk, on=evening.day, level=level).update(
        is_skipped=True, closed_at=evening.at
    )
    board_changed()


def leads_of_round(evening: Evening) -> dict[int, people.Staff]:
    """Return who leads each team that had somebody expected at the first asking, if expected now."""
    asked = Round.objects.filter(
        site_id=evening.site.pk, on=evening.day, level=Level.TEAM, is_skipped=False
    )
    there = {one.pk for one in evening.attendance.expected_at(evening.at)}
    found = {}
    for team_id in asked.values_list("team_id", flat=True):
        lead = leave.acting_lead(team_id, evening.at)
        if lead is not None and lead.pk in there:
            found[team_id] = lead
    return found


def ask_centre(evening: Evening) -> None:
    """Ask who leads each team of the round for the team's figures, unless they are confirmed."""
    leads = leads_of_round(evening)
    if not leads:
        return
    open_teams = [team_id for team_id in leads if team_id not in evening.confirmed]
    whom = {leads[team_id].pk: leads[team_id] for team_id in open_teams}
    expected = {one.pk: one for one in leads.values()}
    _begin(evening, Level.CENTRE, 0, expected.values(), whom.values())
    if whom:
        _happen(evening, "asked", Level.CENTRE, {"asked": codes(whom.values())})
    names = people.team_names_of(evening.site.pk)
    say = wordings.wording(evening.site.pk, wordings.Text.CENTRE_ROUND, evening.at)
    for team_id in open_teams:
        name = names[team_id]
        question = asks.Question(
            kind=TEAM_KIND,
            subject=team_subject_of(evening.day, name),
            clause="4.2.1.1",
            sentence=say(
                name=leads[team_id].name,
                team=name,
                answered=sum(one.pk in evening.said for one in evening.expected_of(team_id)),
                members=len(evening.expected_of(team_id)),
                until=evening.window("centre").closes,
            ),
            command="answer_team_pulse",
            given={"team": name},
            fixed=("team", "total", "complete", "incomplete"),
        )
        asks.ask(
            question,
            [leads[team_id].pk],
            site_id=evening.site.pk,
            at=evening.at,
            until_at=end_of(evening.day),
        )


def still_missing(evening: Evening, one: Round) -> list[people.Staff]:
    """Return who of a round has not answered, and is still expected now."""
    there = {person.pk: person for person in evening.attendance.expected_at(evening.at)}
    waiting = _unanswered(evening, one)
    return [there[staff_id] for staff_id in waiting if staff_id in there]


def _unanswered(evening: Evening, one: Round) -> list[int]:
    if one.level == Level.TEAM:
        return [staff_id for staff_id in one.expected if staff_id not in evening.said]
    open_leads = {
        lead.pk
        for team_id, lead in leads_of_round(evening).items()
        if team_id not in evening.confirmed
    }
    return [staff_id for staff_id in one.expected if staff_id in open_leads]


def remind(evening: Evening, level: Level) -> None:
    """Remind those who are missing, and nobody else; not when the round closes at once."""
    window = evening.window(level.value)
    if evening.at >= window.closes:
        return
    say = wordings.wording(evening.site.pk, wordings.Text.REMINDER, evening.at)
    for one, name in _rounds(evening, level):
        missing = still_missing(evening, one)
        if not missing:
            continue
        facts: dict[str, Any] = {"team": name} if level is Level.TEAM else {}
        _happen(evening, "reminded", level, {**facts, "missing": codes(missing)})
        for person in missing:
            messages.tell(
                staff_id=person.pk,
                site_id=evening.site.pk,
                at=evening.at,
                clause=CLAUSES["reminded", level],
                sentence=say(name=person.name, until=window.closes),
                subject=subject_of(evening.day),
                leaves=messages.Leaves.ROUND,
            )


def close(evening: Evening, level: Level) -> None:
    """Close the round: say how many answered and who is missing; the lead or the managers get the list."""
    for one, name in _rounds(evening, level):
        missing = still_missing(evening, one)
        answered = len(one.expected) - len(_unanswered(evening, one))
        one.closed_at, one.missing = evening.at, [person.pk for person in missing]
        one.save(update_fields=["closed_at", "missing"])
        facts: dict[str, Any] = {"team": name} if level is Level.TEAM else {}
        facts |= {"answered": answered, "missing": codes(missing)}
        _happen(evening, "closed", level, facts)
        messages.tell_all(
            _told_at_closing(evening, one),
            site_id=evening.site.pk,
            at=evening.at,
            clause=CLAUSES["closed", level],
            sentence=_closing_words([person.name for person in missing]),
            subject=subject_of(evening.day),
        )
    if level is Level.CENTRE and _rounds(evening, level):
        _say_to_groups(evening, phrase("Sums of the evening: {teams}.", teams=_sums(evening)))


def _sums(evening: Evening) -> object:
    """Return the sums of the teams that are confirmed, as one reads them out: complete + incomplete."""
    sums = [
        f"{team.name} {found['complete']} + {found['incomplete']}"
        for team in evening.teams
        if team.pk in evening.confirmed and (found := evening.sums(team.pk))
    ]
    return listed(sums) if sums else "-"


def _closing_words(missing: list[str]) -> Phrase:
    if not missing:
        return phrase("The round is closed: everybody answered.")
    return phrase("The round is closed. Not answered: {missing}.", missing=listed(missing))


def _told_at_closing(evening: Evening, one: Round) -> list[int]:
    if one.level == Level.CENTRE:
        managers = people.working_at(evening.site.pk, evening.at).filter(post=Post.MANAGER)
        return list(managers.values_list("pk", flat=True))
    lead = leave.acting_lead(one.team_id, evening.at)
    return [lead.pk] if lead else []


def _rounds(evening: Evening, level: Level) -> list[tuple[Round, str]]:
    names = people.team_names_of(evening.site.pk)
    rows = Round.objects.filter(
        site_id=evening.site.pk, on=evening.day, level=level, is_skipped=False
    )
    found = [(row, names.get(row.team_id, "")) for row in rows]
    return sorted(found, key=lambda one: one[1])


def _begin(
    evening: Evening,
    level: Level,
    team_id: int,
    expected: Iterable[people.Staff],
    asked: Iterable[people.Staff],
) -> None:
    Round.objects.get_or_create(
        site_id=evening.site.pk,
        on=evening.day,
        level=level,
        team_id=team_id,
        defaults={
            "asked_at": evening.at,
            "expected": sorted(one.pk for one in expected),
            "asked": sorted(one.pk for one in asked),
        },
    )


def _happen(evening: Evening, name: str, level: Level, facts: Mapping[str, Any]) -> None:
    """Write an event of the round down and tell of it."""
    number = CLAUSES[name, level]
    site_id = evening.site.pk
    registers.write(
        _LINES[name],
        actor=deadlines.system_actor(site_id),
        at=evening.at,
        body={"level": level.value, **facts},
        site_id=site_id,
    )
    cite(number)
    board_changed()
    announce(f"pulse_{name}", number, at=evening.at, level=level.value, **facts)


def note_answer(site: people.Site, person: people.Staff, day: date, at: datetime) -> None:
    """Take a member's question off the list: it is answered, by whichever way."""
    asks.answered(KIND, subject_of(day), person.pk, site_id=site.pk, at=at)


def note_team_answer(site: people.Site, team: people.Team, day: date, at: datetime) -> None:
    """Take a team's question off all lists."""
    asks.close(TEAM_KIND, team_subject_of(day, team.name), site_id=site.pk, at=at)


def tell_if_outdated(evening: Evening, team_id: int, at: datetime) -> None:
    """Tell who leads a team that its confirmed sums have moved."""
    if not evening.is_outdated(team_id):
        return
    lead = leave.acting_lead(team_id, at)
    if lead is not None:
        messages.tell(
            staff_id=lead.pk,
            site_id=evening.site.pk,
            at=at,
            clause="4.2.2.2",
            sentence=phrase("The sums of your team have moved. You can confirm them again."),
            subject=subject_of(evening.day),
        )
