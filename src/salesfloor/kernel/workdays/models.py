"""Days that the house sets as worked or not, whatever the yearly arrangement says."""

from __future__ import annotations

from django.db import models


class CalendarDay(models.Model):
    """What was said of a day and when; the latest word counts, for what is reckoned after it."""

    on = models.DateField()
    is_working = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=("on", "-set_at"), name="words_on_a_day"),)

    def __str__(self) -> str:
        return f"{self.on}"
