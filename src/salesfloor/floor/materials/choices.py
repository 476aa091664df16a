"""The closed words of materials."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Way(Choice):
    """How materials reach a customer."""

    PAPER = "paper", phrase("On paper")
    LINK = "link", phrase("By link")
