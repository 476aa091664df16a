"""What calls the reader of a page, for the frame of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from salesfloor.web import navigation

if TYPE_CHECKING:
    from django.template import Context

    from salesfloor.web.navigation import Call

register = template.Library()


@register.simple_tag(takes_context=True)
def calls(context: Context) -> list[Call]:
    """Return what calls the person who reads the page; nothing calls a stranger."""
    request = context["request"]
    return navigation.calls_of(request) if getattr(request, "actor", None) else []
