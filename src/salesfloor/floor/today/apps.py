"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The home page of every post; it keeps nothing of its own."""

    name = "salesfloor.floor.today"
    label = "today"
