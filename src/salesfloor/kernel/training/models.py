"""Training that was held."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Training(models.Model):
    """One training: who was there, what it came from, who reached the mark."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    clause = models.CharField(max_length=20)
    topic = models.CharField(max_length=200)
    held_on = models.DateField()
    minutes = models.IntegerField()
    people = ArrayField(models.CharField(max_length=64), default=list)
    dealer_people = ArrayField(models.CharField(max_length=64), default=list)
    sources = ArrayField(models.CharField(max_length=100), default=list)
    scores = models.JSONField(default=dict)
    pass_mark = models.IntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_training_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.topic} {self.held_on}"

    @property
    def passed(self) -> list[str]:
        """Return the sorted codes of those whose score reaches the mark."""
        return sorted(code for code, score in self.scores.items() if score >= self.pass_mark)
