"""What was shown to a customer, how it was taken, what was confirmed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.floor.advice.choices import Reaction


class Showing(models.Model):
    """A layout, or goods, in front of a customer on one day (5.1)."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    layout = models.CharField(max_length=200)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    is_probe = models.BooleanField(default=False)
    put_away_at = models.DateTimeField(null=True)
    put_away_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "phone", "on", "layout"),
                condition=Q(put_away_at=None),
                name="c5_1_shown_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(put_away_at=None) | ~Q(reason=""), name="c5_1_put_away_with_a_reason"
            ),
        )
        indexes = (models.Index(fields=("site_id", "phone", "-at"), name="showings_of_a_customer"),)

    def __str__(self) -> str:
        return self.layout


class Response(models.Model):
    """How a customer took a point of a layout, or of goods (5.4); the latest of a point counts."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    layout = models.CharField(max_length=200)
    point = models.CharField(max_length=200)
    reaction = models.CharField(max_length=8, choices=Reaction.column())
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(
                fields=("site_id", "phone", "layout", "point"), name="responses_to_a_point"
            ),
        )

    def __str__(self) -> str:
        return f"{self.layout} {self.point}"


class Confirmation(models.Model):
    """Which of the five indicators the customer confirmed as met (5.2)."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    layout = models.CharField(max_length=200)
    meets = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=("site_id", "phone", "layout"), name="confirmations_of_a_layout"),
        )

    def __str__(self) -> str:
        return self.layout
