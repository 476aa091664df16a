"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The reception module."""

    name = "salesfloor.floor.reception"
    label = "reception"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the commands and questions; give every new site its rotation."""
        from salesfloor.floor.customers import api as customers  # noqa: PLC0415
        from salesfloor.floor.reception import module as _module  # noqa: F401, PLC0415
        from salesfloor.floor.reception import queries  # noqa: F401, PLC0415
        from salesfloor.floor.reception.commands import (  # noqa: PLC0415
            assigning,
            day,
            presence,
        )
        from salesfloor.kernel.people import api as people  # noqa: PLC0415
        from salesfloor.kernel.rulebook import api as rulebook  # noqa: PLC0415

        rulebook.SITE_OPENED.append(day.open_floor)
        people.HOURS_CHANGED.append(day.hours_changed)
        people.FLOOR_LEFT.append(presence.take_out)
        customers.FOLLOWED_UP.append(assigning.serve_after_follow_up)
