"""What modules above add to the page of a person: a panel, and the commands that it offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from salesfloor.base.posts import Post


@dataclass(frozen=True, slots=True)
class OnPerson:
    """How the reader of the page stands to the person on it."""

    post: Post
    moves: bool
    """Moves other people of the site."""
    above: bool
    """Stands above the person."""
    in_team: bool
    """The person is of a team."""


@dataclass(frozen=True, slots=True)
class PersonPanel:
    """A panel of a module above: its template, and which of its commands are offered to whom.

    `among_acts`: it stands among what is done about a person, else below their history. `leads_away`: after
    its command the person is here no more, and the page goes to everybody.
    """

    template: str
    acts: Mapping[str, Callable[[OnPerson], bool]]
    among_acts: bool = False
    leads_away: bool = False


PANELS: Final[list[PersonPanel]] = []


def add_to_person(panel: PersonPanel) -> None:
    """Put a panel on the page of every person."""
    PANELS.append(panel)


def offered(on: OnPerson) -> dict[str, bool]:
    """Return which commands of the panels are offered; each command judges again."""
    return {name: may(on) for panel in PANELS for name, may in panel.acts.items()}


def leads_away(do: str) -> bool:
    """Tell whether the person is gone from here after that command."""
    return any(panel.leads_away and do in panel.acts for panel in PANELS)
