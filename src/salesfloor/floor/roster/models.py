"""Swaps of telephone duty, which the other agrees to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class SwapStatus(Choice):
    """What became of a swap."""

    ASKED = "asked", phrase("asked for")
    AGREED = "agreed", phrase("agreed")
    DECLINED = "declined", phrase("declined")


class Swap(models.Model):
    """One person asks another to take a day of duty, for a day of theirs or for nothing."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    with_id = models.BigIntegerField()
    on = models.DateField()
    their_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    status = models.CharField(
        max_length=10, choices=SwapStatus.column(), default=SwapStatus.ASKED.value
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_swap_a_number"),
            models.UniqueConstraint(
                fields=("site_id", "on"),
                condition=Q(status="asked"),
                name="one_open_swap_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"swap:{self.number}"
