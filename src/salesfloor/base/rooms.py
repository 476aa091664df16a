"""Django's entry for a module: importing its rooms registers all that it declares."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from django.apps import AppConfig

ROOMS: Final = ("commands", "queries", "events", "module")
"""What is imported of each module when the product starts, in this order."""


class ModuleConfig(AppConfig):
    """A module of the product; its `apps.py` names it and nothing else.

    `commands` and `queries` declare commands and questions, `events` declares what happens by itself and
    subscriptions to register lines, `module` describes pages, subjects and books.
    """

    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the rooms that the module has."""
        for room in ROOMS:
            if find_spec(f"{self.name}.{room}"):
                import_module(f"{self.name}.{room}")
