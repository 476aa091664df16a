"""Daily closes of people and teams; the last one of a day stands."""

from __future__ import annotations

from django.db import models

from salesfloor.floor.results.api import Measure


class Close(models.Model):
    """A person's close of a day: the forecast, and the reason where it fell short."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    measure = models.CharField(max_length=10, choices=Measure.column())
    forecast = models.PositiveIntegerField()
    reason = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("staff_id", "on", "at"), name="closes_of_a_person"),
            models.Index(fields=("site_id", "on"), name="closes_of_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.on}"


class TeamClose(models.Model):
    """A team's close of a day, with the lead's words."""

    site_id = models.BigIntegerField()
    team_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    words = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=("site_id", "on"), name="team_closes_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.team_id} {self.on}"
