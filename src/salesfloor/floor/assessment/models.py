"""Assessments of a period, the points that leads give, what came out of it for each person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Assessment(models.Model):
    """An assessment of a period: its weights, which sum to 100, and when it was closed."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    period = models.CharField(max_length=10)
    weights = models.JSONField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_assessment_a_number"),
        )

    def __str__(self) -> str:
        return f"assessment:{self.number}"


class Score(models.Model):
    """What somebody above gives a person, in points and words; a later one replaces it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    staff_id = models.BigIntegerField()
    points = models.PositiveSmallIntegerField()
    words = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "staff_id"), name="one_score_a_person"),
            models.CheckConstraint(condition=Q(points__lte=100), name="score_of_a_hundred"),
        )

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.staff_id}"


class Outcome(models.Model):
    """A person's parts and total as they were when the assessment was closed."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="outcomes")
    staff_id = models.BigIntegerField()
    parts = models.JSONField()
    total = models.DecimalField(max_digits=5, decimal_places=1, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "staff_id"), name="one_outcome_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.staff_id}"
