"""Tracking calls, reviews and talks; their words are seen by the person they are about."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Call(models.Model):
    """A tracking call under its four points (4.3)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    situation = models.TextField()
    support = models.TextField(blank=True)
    forms_needed = models.PositiveIntegerField(default=0)
    encouraged = models.BooleanField(default=False)
    occasion = models.CharField(max_length=200, blank=True)
    """What the call was about else; such calls are not counted."""
    tasks = ArrayField(models.BigIntegerField(), default=list)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_call_a_number"),
        )
        indexes = (models.Index(fields=("staff_id", "-at"), name="calls_of_a_person"),)

    def __str__(self) -> str:
        return f"call:{self.number}"


class Review(models.Model):
    """A review face to face: what was reached, what went wrong, why, what will be better (4.4.1)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    results = models.TextField()
    problems = models.TextField()
    causes = models.TextField()
    figures = models.JSONField(default=dict)
    tasks = ArrayField(models.BigIntegerField())
    earlier = models.JSONField(default=dict)
    signed_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_review_a_number"),
        )
        indexes = (models.Index(fields=("staff_id", "-at"), name="reviews_of_a_person"),)

    def __str__(self) -> str:
        return f"review:{self.number}"


class Talk(models.Model):
    """A talk with somebody, its demands, and what the person said (4.4.2)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    words = models.TextField()
    said = models.TextField(blank=True)
    tasks = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_talk_a_number"),
        )
        indexes = (models.Index(fields=("staff_id", "-at"), name="talks_of_a_person"),)

    def __str__(self) -> str:
        return f"talk:{self.number}"


class TalkDue(models.Model):
    """A talk that somebody owes a person who lags, in one week."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    week = models.CharField(max_length=10)
    at = models.DateTimeField()
    owed_by_id = models.BigIntegerField(null=True)
    due_on = models.DateField()
    talked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("staff_id", "week"), name="one_talk_due_a_week"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.week}"
