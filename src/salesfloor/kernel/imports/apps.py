"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Spreadsheets that come in: looked through, mapped, judged cell by cell, let in whole."""

    name = "salesfloor.kernel.imports"
    label = "imports"
