"""Opening a site, and what may change about it afterwards."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Final

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import Actor, SiteActor, about, board_changed, cite, command
from salesfloor.base.constraints import constraint
from salesfloor.base.dates import Clock
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SET_UP
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import RequiredLine
from salesfloor.base.trades import ROUND_THE_CLOCK, Trade
from salesfloor.base.values import PlainValues
from salesfloor.kernel.people.models import Site
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

constraint("one_site_of_a_code", phrase("There is a site with this code already."))
constraint("people_site_code_key", phrase("There is a site with this code already."))
SiteName = Annotated[RequiredLine, Label("Name of the site")]
SITE_OPENED: Final = lines.occasion("site_opened")


class SiteOpened(Answer):
    """Answer of `site`."""

    site: str


@command(
    "site",
    without_by=True,
    may=SET_UP,
    word=phrase("Open a site"),
)
def open_site(
    *,
    actor: Actor,
    at: datetime,
    code: Annotated[NewCode, Label("Code")],
    name: SiteName,
    trade: Annotated[Trade, Label("Trade")],
    opens: Annotated[Clock, Label("Opens")],
    closes: Annotated[Clock, Label("Closes")],
    policy: Annotated[PlainValues | None, Label("Policies")] = None,
) -> SiteOpened:
    """Open a site with its hours, its registers and its own policy values.

    :raises Refused: `input` for a code in use or a policy value that cannot be.
    """
    if Site.objects.filter(code__iexact=code).exists():
        raise bad_input(phrase("There is a site with the code {code} already.", code=code))
    _check_hours(opens, closes, trade)
    site = Site.objects.create(
        code=code, name=name, trade=trade, opens=opens, closes=closes, created_at=at
    )
    registers.open_site(site.pk, code, at)
    for policy_name, value in (policy or {}).items():
        rulebook.set_policy(
            site_id=site.pk,
            name=policy_name,
            value=value,
            from_on=day_of(at),
            actor=actor,
            at=start_of(day_of(at)),
        )
    lines.tell(SITE_OPENED, site_id=site.pk, at=at)
    cite("3.1.1", "3.2.3.1")
    about(f"site:{site.pk}")
    return SiteOpened(site=code)


class SiteChanged(Answer):
    """A site's name and hours from now on."""

    site: str
    name: str
    opens: str
    closes: str


@command(
    "change_site",
    may=MANAGERS | SET_UP,
    word=phrase("Change the site's name or hours"),
    writes=RegisterLine("people", phrase("Name or hours of the site changed")),
)
def change_site(
    *,
    actor: SiteActor,
    at: datetime,
    name: SiteName,
    opens: Annotated[Clock, Label("Opens")],
    closes: Annotated[Clock, Label("Closes")],
) -> SiteChanged:
    """Change the name or the hours of one's own site; the old ones stay in its people register.

    :raises Refused: `input` for hours that are no hours, or where nothing would change.
    """
    site = Site.objects.select_for_update().get(pk=actor.site_id)
    _check_hours(opens, closes, site.trade)
    before = {"name": site.name, "opens": f"{site.opens:%H:%M}", "closes": f"{site.closes:%H:%M}"}
    after = {"name": name, "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
    if before == after:
        raise bad_input(phrase("Nothing would change: the site has this name and these hours."))
    site.name, site.opens, site.closes = name, opens, closes
    site.save(update_fields=["name", "opens", "closes"])
    registers.append(
        site_id=site.pk,
        kind="people",
        actor=actor,
        at=at,
        body={"do": "change_site", "before": before, "after": after},
    )
    about(f"site:{site.pk}")
    board_changed()
    return SiteChanged(site=site.code, **after)


def _check_hours(opens: time, closes: time, trade: str) -> None:
    """Refuse equal hours, which mean round the clock, where the trade has closing times."""
    if opens == closes and trade not in ROUND_THE_CLOCK:
        raise bad_input(phrase("A site opens and closes at different times."))
