"""The look of the pages: light, dark, or as the reader's device is; kept in a cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase

if TYPE_CHECKING:
    from django.http import HttpRequest

COOKIE: Final = "look"
A_YEAR: Final = 365 * 24 * 60 * 60


class Look(Choice):
    """How pages are coloured."""

    AUTO = "auto", phrase("As the device")
    LIGHT = "light", phrase("Light")
    DARK = "dark", phrase("Dark")


ICONS: Final = {
    Look.AUTO: "ti-brightness-auto",
    Look.LIGHT: "ti-sun",
    Look.DARK: "ti-moon",
}
MEDIA: Final = {
    Look.AUTO: "screen and (prefers-color-scheme: dark)",
    Look.LIGHT: "",
    Look.DARK: "screen",
}
"""For which screens the dark stylesheet counts."""


def look_of(request: HttpRequest | None) -> Look:
    """Return what the reader chose."""
    chosen = request.COOKIES.get(COOKIE, "") if request is not None else ""
    return Look(chosen) if chosen in Look.labels() else Look.AUTO
