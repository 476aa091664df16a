"""A house's own words for a text, from a day on; a later line replaces an earlier one of the same day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from salesfloor.kernel.wordings.choices import Text


class OwnWords(models.Model):
    """What a text says at a site from a day on; no words: the product's again."""

    site_id = models.BigIntegerField()
    text = models.CharField(max_length=20, choices=Text.column())
    starts_on = models.DateField()
    words = models.TextField(blank=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("site_id", "text", "-starts_on", "-id"), name="own_words_in_force")
        ]

    def __str__(self) -> str:
        return f"{self.text} from {self.starts_on}"
