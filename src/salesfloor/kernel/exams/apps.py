"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Courses, examinations with seeded papers, certificates, plans of who sits which when."""

    name = "salesfloor.kernel.exams"
    label = "exams"
