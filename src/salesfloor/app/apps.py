"""Django's entry for the composition: the last app, when every module has declared itself."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The composition root; it refuses to start on declarations that do not fit."""

    name = "salesfloor.app"
    label = "app"

    def ready(self) -> None:
        """Check what modules and rulebook say of each other."""
        from salesfloor.app import wiring  # noqa: PLC0415

        wiring.check()
