"""Who was checked, calls for help, how customers rated, whether it rains."""

from __future__ import annotations

from django.db import models


class TeamCheck(models.Model):
    """That somebody's appearance was looked at on a day (3.6.2.1)."""

    site_id = models.BigIntegerField()
    team_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("staff_id", "on"), name="one_look_a_person_and_day"),
        )

    def __str__(self) -> str:
        return f"{self.on}: {self.staff_id}"


class Help(models.Model):
    """A silent call for help out of a reception (7.2.4)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    ref = models.CharField(max_length=64)
    staff_id = models.BigIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_help_a_number"),
        )
        indexes = (models.Index(fields=("site_id", "ref"), name="help_by_reception"),)

    def __str__(self) -> str:
        return f"help:{self.number}"


class Rating(models.Model):
    """How a customer rated a reception, once (7.2.1)."""

    site_id = models.BigIntegerField()
    reception_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    score = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("reception_id",), name="one_rating_a_reception"),
        )
        indexes = (models.Index(fields=("staff_id", "-at"), name="ratings_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.reception_id}: {self.score}"


class Weather(models.Model):
    """Whether it rains at a site on a day, as it was told last (9.1.1.3)."""

    site_id = models.BigIntegerField()
    on = models.DateField()
    is_rain = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("site_id", "on"), name="one_weather_a_day"),)

    def __str__(self) -> str:
        return f"{self.on}: {self.is_rain}"
