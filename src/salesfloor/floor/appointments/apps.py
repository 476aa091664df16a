"""Django's entry for the module."""

from salesfloor.base import rooms


class ModuleConfig(rooms.ModuleConfig):
    """Appointments with customers: made, moved, met, missed; the day's arrivals; calendars."""

    name = "salesfloor.floor.appointments"
    label = "appointments"
