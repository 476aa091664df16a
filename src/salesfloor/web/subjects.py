"""From what a record is about, as `reception:12`, to the page that shows it."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from salesfloor.base.modules import subjects


def address_of(subject: str) -> str:
    """Return the address of a subject's page, or nothing where it has none."""
    kind, _, name = subject.partition(":")
    found = subjects().get(kind)
    if found is None or not name:
        return ""
    given = name.split(":", len(found.parts) - 1) if found.parts else []
    if len(given) != len(found.parts):
        return ""
    try:
        return reverse(found.page, kwargs=dict(zip(found.parts, given, strict=True)))
    except NoReverseMatch:
        return ""
