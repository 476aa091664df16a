"""Django's entry for the module."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The papers module."""

    name = "salesfloor.kernel.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"
