"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Standings, battle reports, the daily report, words to people."""

    name = "salesfloor.floor.standings"
    label = "standings"
