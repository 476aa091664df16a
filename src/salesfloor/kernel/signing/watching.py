"""Who owes a signature until when, and the miss when the time is over.

A person owes the signature of the article of their site's trade by the end of day D and some days more, D
being the day since which their signature is wanting: they joined, or a new version made it stale. The misses
of all people of a site hang on one deadline, the next midnight at which somebody's time is over.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.signing.models import Signature
from salesfloor.kernel.signing.versions import ARTICLES, CLAUSE_OF, DUTY, staff_of, version_of
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.deadlines.api import Deadline
    from salesfloor.kernel.signing.versions import Version

WATCH: Final = "rules_unsigned"
TO_SIGN: Final = "rules_to_sign"
_INSTANT: Final = timedelta(microseconds=1)
WITHIN: Final = "rulebook.sign_within_days"


def refresh(site: people.Site, at: datetime) -> None:
    """Put the signature on the lists of those who owe it, and look again when the next one's time is over."""
    article = ARTICLES.get(Trade(site.trade))
    if article is None:
        return
    wanted = []
    upcoming = [_next_change(site, article, at)]
    for person, last in owing(site, article, at):
        upcoming.append(end_of(last))
        wanted.append(
            work.Wanted(
                subject=f"rules:{article}:{person.code}",
                clause=CLAUSE_OF[article],
                sentence=phrase(
                    "Read the rules and sign them (article {article}).", article=article
                ),
                raised_at=at,
                due_at=end_of(last),
                staff_ids=(person.pk,),
            )
        )
    work.sync(kind=TO_SIGN, site_id=site.pk, wanted=wanted, at=at)
    ahead = [instant for instant in upcoming if instant is not None and instant > at]
    if ahead:
        deadlines.set_due(WATCH, subject=site.pk, site_id=site.pk, due_at=min(ahead))
    else:
        deadlines.settle(WATCH, subject=site.pk, at=at)


def owing(site: people.Site, article: int, at: datetime) -> list[tuple[people.Staff, date]]:
    """Return who has not signed the version in force, each with the last day to do so."""
    version = version_of(site, article, at)
    signed = Signature.objects.filter(
        site_id=site.pk, article=article, version=version.name, at__lte=at
    )
    wanting = staff_of(site, at).exclude(pk__in=signed.values("staff_id")).order_by("code")
    return [(person, _last_day(site, person, version)) for person in wanting]


def _last_day(site: people.Site, person: people.Staff, version: Version) -> date:
    since = max(version.since, day_of(person.joined_at))
    days = rulebook.policies(site.pk, start_of(since))[WITHIN]
    return since + timedelta(days=days)


def _next_change(site: people.Site, article: int, at: datetime) -> datetime | None:
    """Return the next midnight at which a version comes into force that is known already."""
    found = next(one for one in rulebook.articles() if one.number == article)
    names = [policy.name for clause in found.clauses for policy in clause.parameters]
    day = rulebook.next_change(site.pk, names, at=at)
    return None if day is None else start_of(day)


@deadlines.handler(WATCH, word=phrase("The rulebook is not signed in time"))
def _judge(deadline: Deadline, at: datetime) -> None:
    """Count as missed whose last day was the one that is over, while the duty is on."""
    site = people.Site.objects.get(pk=deadline.subject)
    article, trade = ARTICLES[Trade(site.trade)], Trade(site.trade)
    duty, before = duties.duties_of(trade).get(DUTY), at - _INSTANT
    if duty is not None and duties.is_on(site, DUTY, day_of(before), before):
        version = version_of(site, article, before)
        for person, last in owing(site, article, before):
            if last == day_of(before):
                _miss(site, duty, person, version, at)
    refresh(site, at)


def _miss(
    site: people.Site, duty: duties.Duty, person: people.Staff, version: Version, at: datetime
) -> None:
    since = max(version.since, day_of(person.joined_at))
    missed = duties.Missed(
        duty=duty,
        site_id=site.pk,
        subject=person.code,
        period=version.name,
        period_from=start_of(since),
        period_until=at,
        due_at=at,
    )
    duties.record_miss(missed, [(person.pk, person.code)], at)
