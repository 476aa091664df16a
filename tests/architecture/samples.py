"""The samples of all modules, the stage on which each command plays, and its row of the grid of rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.commands import COMMANDS
from salesfloor.base.modules import MODULES
from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.base.modules import Sample
    from tests.floor_builder import Floor


def samples(floor: Floor) -> dict[str, Sample]:
    """Return the sample of each command, filled in for a furnished site."""
    sources = [module.samples for module in MODULES.values() if module.samples is not None]
    return {name: sample for source in sources for name, sample in source(floor).items()}


def on_the_floor() -> list[str]:
    """Return the commands that sites with a rotation have."""
    return sorted(name for name, one in COMMANDS.items() if one.is_for_trade(Trade.REAL_ESTATE))


def in_the_area() -> list[str]:
    """Return the commands that only other trades have; a service area plays them."""
    return sorted(set(COMMANDS) - set(on_the_floor()))


def row(name: str, sample: Sample, cast: Mapping[str, str | None]) -> set[str]:
    """Return who of a cast gets a command done: those its sample names, else all whose post may."""
    if sample.by:
        return set(sample.by.split())
    return {who for who in cast if _post(who) in COMMANDS[name].may}


def _post(who: str) -> Post:
    return Post(who) if who in set(Post) else Post.SALESPERSON
