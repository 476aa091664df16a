"""Requests for somebody's word, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class ConsentState(Choice):
    """Where a request stands."""

    ASKED = "asked", phrase("Asked for")
    GIVEN = "given", phrase("Agreed")
    REFUSED = "refused", phrase("Not agreed")
    USED = "used", phrase("Used")


class Consent(models.Model):
    """One person asks for the word of another; given, it serves once, on its own day."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)
    asker_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ConsentState.column())
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_consent_a_number"),
            models.UniqueConstraint(
                fields=("asker_id", "what", "about"),
                condition=Q(state="asked"),
                name="one_open_request",
            ),
        )
        indexes = (
            models.Index(fields=("asker_id", "what", "-asked_at"), name="consents_of_an_asker"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.number}"
