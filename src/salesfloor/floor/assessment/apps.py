"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Assessments: results, duties, conduct, tests and the lead's word, each with a weight (7.1.7)."""

    name = "salesfloor.floor.assessment"
    label = "assessment"
