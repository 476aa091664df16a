"""Django's entry for the page kit."""

from django.apps import AppConfig


class ModuleConfig(AppConfig):
    """The page kit: base templates, components, static files."""

    name = "salesfloor.web"
    label = "web"
