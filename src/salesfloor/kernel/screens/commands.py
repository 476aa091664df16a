"""Letting a screen on the wall follow a site, and ending that."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, command
from salesfloor.base.constraints import constraint
from salesfloor.base.labels import Label, Reference, SecretMark
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SET_UP
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredName
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.screens.keys import CODE_LASTS, digest_of_code
from salesfloor.kernel.screens.models import Screen
from salesfloor.kernel.screens.queries import walls_to_choose

ScreenName = Annotated[
    RequiredName,
    StringConstraints(max_length=100),
    Label("Name of the screen", hint=phrase("where it hangs, for instance")),
]
OneTimeCode = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{8}$"), Label("One-time code"), SecretMark()
]

constraint("one_screen_of_a_name", phrase("There is a screen of this name already."))
constraint("one_screen_of_a_code", phrase("This code was given already. Take another one."))


class ScreenNamed(Answer):
    """The screen that is meant."""

    screen: str


@command(
    "pair_screen",
    may=MANAGERS | SET_UP,
    word=phrase("Connect a screen"),
    writes=RegisterLine("people", phrase("A one-time code was given for the screen {name}")),
    done=phrase("Type the code on the screen now."),
)
def pair_screen(
    *,
    actor: SiteActor,
    at: datetime,
    name: ScreenName,
    code: OneTimeCode,
    shows: Annotated[Code, Label("Shows"), Reference("wall")] | None = None,
) -> ScreenNamed:
    """Let the screen in on which the code is typed within ten minutes; it only shows pages for the wall.

    `shows` names the page it begins with; left out, it is the first one of the site's trade.

    :raises Refused: `input` for a page that is none for the walls of this site.
    """
    if shows is not None and shows not in dict(walls_to_choose(actor, at)):
        raise bad_input(phrase("There is no such page for a screen here."))
    Screen.objects.filter(code_until__lte=at, paired_at=None, revoked_at=None).update(revoked_at=at)
    Screen.objects.create(
        site_id=actor.site_id,
        name=name,
        code_digest=digest_of_code(code),
        code_until=at + CODE_LASTS,
        shows=shows or "",
        made_by=actor.code,
        made_at=at,
    )
    registers.record(actor=actor, at=at, body={"name": name})
    return ScreenNamed(screen=name)


@command(
    "revoke_screen",
    may=MANAGERS | SET_UP,
    word=phrase("Disconnect a screen"),
    writes=RegisterLine("people", phrase("The screen {screen} was disconnected")),
    done=phrase("The screen is disconnected."),
)
def revoke_screen(*, actor: SiteActor, at: datetime, screen: ScreenName) -> ScreenNamed:
    """End what a screen may show, within five seconds.

    :raises Refused: `input` where the site has no such screen.
    """
    rows = Screen.objects.filter(site_id=actor.site_id, name=screen, revoked_at=None)
    if not rows.update(revoked_at=at):
        raise bad_input(phrase("There is no screen called {name}.", name=screen))
    registers.record(actor=actor, at=at, body={"screen": screen})
    return ScreenNamed(screen=screen)
