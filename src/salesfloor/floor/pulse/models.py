"""Rounds as they were asked and closed, and what teams answered."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Level(Choice):
    """Who asks: a team's lead, or the head of the centre."""

    TEAM = "team", phrase("Team")
    CENTRE = "centre", phrase("Centre")


class Round(models.Model):
    """One question of one evening: of a team, or of the centre (`team_id` 0).

    `expected` are those who were expected at the asking, `asked` those of them who had not answered yet.
    """

    site_id = models.BigIntegerField()
    on = models.DateField()
    level = models.CharField(max_length=6, choices=Level.column())
    team_id = models.BigIntegerField(default=0)
    asked_at = models.DateTimeField()
    expected = ArrayField(models.BigIntegerField())
    asked = ArrayField(models.BigIntegerField())
    closed_at = models.DateTimeField(null=True)
    missing = ArrayField(models.BigIntegerField(), default=list)
    is_skipped = models.BooleanField(default=False)
    """The question could not leave in time and was not asked: nobody is missing."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "on", "level", "team_id"), name="one_round_an_evening"
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.level} {self.team_id}"


class TeamAnswer(models.Model):
    """What a team answered: its members' sums as they were, and tomorrow's forecast; the latest holds."""

    site_id = models.BigIntegerField()
    team_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    complete = models.PositiveIntegerField()
    incomplete = models.PositiveIntegerField()
    tomorrow = models.PositiveIntegerField()
    checks_tomorrow = models.PositiveIntegerField()
    complete_tomorrow = models.PositiveIntegerField()

    class Meta:
        indexes = (models.Index(fields=("team_id", "on", "-at"), name="answers_of_a_team"),)

    def __str__(self) -> str:
        return f"{self.team_id} {self.on}"
