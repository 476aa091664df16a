"""The agenda of a meeting, worked out from data (4.1.1, 4.1.2, 9.5.2.2, 3.6.1.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade
from salesfloor.floor.meetings import claimed, standing
from salesfloor.floor.meetings.models import Issue, Item, Meeting, Status, TeamReport
from salesfloor.floor.playbook import api as playbook
from salesfloor.floor.reception import api as reception
from salesfloor.floor.results import api as results
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.tasks import api as tasks

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.periods import Period

Entry = dict[str, Any]
NO_DEAL: Final = "no_deal"


def week_before(row: Meeting) -> Period:
    """Return the week that a meeting looks back on."""
    return standing.week_of(day_of(row.starts_at)).previous()


def items(row: Meeting, site: people.Site, at: datetime) -> list[Entry]:
    """Return the agenda of a meeting in its order."""
    found: list[Entry] = []
    if row.week is not None:
        found += [*targets(row, site, at), *team_reports(row, site, at)]
        found += [no_deal(row), cards(row, at)]
    found += [*issues(row), *put_by_people(row)]
    if row.week is not None:
        found += claims(row, site, at)
    return found


def targets(row: Meeting, site: people.Site, at: datetime) -> list[Entry]:
    """Return claims against results of the week before, with what each claimed first."""
    if Trade(site.trade) not in results.FLOORS:
        return []
    week = week_before(row)
    first = claimed.first_claims(site.pk, week, at)
    rows = [{**one, "first": first[one["who"]]} for one in claimed.rows_of(site, week, at)]
    return [{"kind": "targets", "clause": claimed.CLAUSE, "period": str(week), "rows": rows}]


def claims(row: Meeting, site: people.Site, at: datetime) -> list[Entry]:
    """Return the period for which people claim now: who has, and who has not yet."""
    if Trade(site.trade) not in results.FLOORS:
        return []
    begins = max(row.starts_at, at)
    return [{"kind": "claims", "clause": claimed.CLAUSE, **claimed.to_come(site, begins)}]


def announce_targets(row: Meeting, site: people.Site, at: datetime) -> None:
    """Announce what was claimed and what came of it, of all weeks not announced yet (4.1.2)."""
    if row.week is not None and Trade(site.trade) in results.FLOORS:
        claimed.announce_weeks_before(site, day_of(row.starts_at), at)


def cards(row: Meeting, at: datetime) -> Entry:
    """Return the cards of the playbook after which an objection lost the customer in the week before."""
    week = week_before(row)
    found = playbook.rates(row.site_id, at, playbook.Per.CARD, days=(week.first, week.last))
    failed = [one for one in found if one.removed < one.uses]
    failed.sort(key=lambda one: (one.removed - one.uses, one.key))
    return {
        "kind": "cards",
        "clause": "9.4.4",
        "period": str(week),
        "cards": [{"card": one.key, "uses": one.uses, "removed": one.removed} for one in failed],
    }


def team_reports(row: Meeting, site: people.Site, at: datetime) -> list[Entry]:
    """Return a report for each team, filled in, with the words of its lead."""
    if Trade(site.trade) not in results.FLOORS:
        return []
    words = dict(TeamReport.objects.filter(meeting_id=row.pk or 0).values_list("team_id", "words"))
    names = people.team_names_of(site.pk)
    return [
        {
            "kind": "team_report",
            "clause": "4.1.1",
            "team": name,
            "result": result_of_team(row, team_id, at),
            "words": words.get(team_id, ""),
        }
        for team_id, name in sorted(names.items(), key=lambda one: one[1])
    ]


def result_of_team(row: Meeting, team_id: int, at: datetime) -> int | float | str:
    """Return a team's result of the week before the meeting, in the site's measure."""
    site = people.Site.objects.get(pk=row.site_id)
    week = week_before(row)
    measure = results.Measure(rulebook.policies(site.pk, at).get("target.measure", "deals"))
    attendance = leave.attendance(site, [week.first, week.last])
    tally = results.Tally(site, measure, attendance, at)
    return results.as_answer(tally.of_team(team_id), measure)


def results_of_members(
    row: Meeting, site: people.Site, at: datetime
) -> dict[str, list[dict[str, Any]]]:
    """Return the result of each member of each team in the week before, by team, people by code (4.1.1)."""
    week, measure = week_before(row), claimed.measure_of(site.pk, at)
    tally = results.Tally(site, measure, leave.attendance(site, [week.first, week.last]), at)
    return {
        name: [
            {"who": one.code, "result": results.as_answer(tally.of_person(one.pk), measure)}
            for one in results.members_of(team_id, site.pk, at)
            if one.post == Post.SALESPERSON
        ]
        for team_id, name in people.team_names_of(site.pk).items()
    }


def no_deal(row: Meeting) -> Entry:
    """Return why customers did not buy in the week before, the most frequent reason first."""
    week = week_before(row)
    ended = _lost_in(row.site_id, week)
    counted = ended.values_list("reason").annotate(Count("pk"))
    reasons = sorted(counted, key=lambda one: (-one[1], one[0]))
    return {
        "kind": NO_DEAL,
        "clause": "9.5.2.2",
        "period": str(week),
        "reasons": [{"reason": reason, "count": count} for reason, count in reasons],
        **_kinds(ended),
    }


def _lost_in(site_id: int, week: Period) -> QuerySet[reception.Reception]:
    """Return the receptions of a week that ended without a deal."""
    return reception.Reception.objects.filter(
        site_id=site_id,
        outcome=NO_DEAL,
        struck_at=None,
        ended_at__gte=start_of(week.first),
        ended_at__lt=end_of(week.last),
    )


def kinds_of(site_id: int, week: Period) -> dict[str, int]:
    """Return how often each reason was picked in a week."""
    picked = _lost_in(site_id, week).exclude(reason_kind="")
    return dict(picked.values_list("reason_kind").annotate(Count("pk")))


def _kinds(ended: QuerySet[reception.Reception]) -> dict[str, Any]:
    """Return the reasons as picked, the most frequent first, each with its words; none where none was."""
    words: dict[str, list[str]] = {}
    for kind, told in ended.order_by("ended_at", "pk").values_list("reason_kind", "reason"):
        words.setdefault(kind, []).append(told)
    found = [
        {"kind": kind, "count": len(told), "words": list(dict.fromkeys(told))}
        for kind, told in sorted(words.items(), key=lambda one: (-len(one[1]), one[0]))
    ]
    return {"kinds": found} if any(words.keys()) else {}


def issues(row: Meeting) -> list[Entry]:
    """Return the problems of earlier meetings that are still open, the oldest first."""
    rows = Issue.objects.filter(site_id=row.site_id, meeting__starts_at__lt=row.starts_at)
    raised = list(rows.exclude(meeting_id=row.pk or 0).order_by("at", "pk"))
    accepted = tasks.Task.objects.filter(
        site_id=row.site_id,
        number__in=[one.task for one in raised],
        status=tasks.Status.ACCEPTED,
    )
    done = set(accepted.values_list("number", flat=True))
    closed = list(
        Meeting.objects.filter(site_id=row.site_id, status=Status.CLOSED).values_list(
            "closed_at", flat=True
        )
    )
    return [
        {
            "kind": "issue",
            "clause": "3.6.1.2",
            "task": one.task,
            "words": one.words,
            "survived": sum(when is not None and when > one.at for when in closed),
        }
        for one in raised
        if one.task not in done
    ]


def put_by_people(row: Meeting) -> list[Entry]:
    """Return the items that people put, in their order."""
    found = Item.objects.filter(meeting_id=row.pk or 0).order_by("number")
    return [
        {
            "kind": "item",
            "clause": "3.6.1.4",
            "item": one.number,
            "words": one.words,
            "by": one.by or None,
        }
        for one in found
    ]
