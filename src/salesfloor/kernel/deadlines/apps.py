"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The deadlines module."""

    name = "salesfloor.kernel.deadlines"
    label = "deadlines"
    default_auto_field = "django.db.models.BigAutoField"
