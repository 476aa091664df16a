"""What people answered of a day, what the house counted, applications, and credits from deals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.floor.results.choices import Measure, Source


class Answered(models.Model):
    """A person's word about a day, in the evening round or the daily close; the latest one holds."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    source = models.CharField(max_length=10, choices=Source.column())
    complete = models.PositiveIntegerField(null=True)
    incomplete = models.PositiveIntegerField(null=True)
    checks = models.PositiveIntegerField(null=True)
    tomorrow = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("staff_id", "on", "at"), name="answers_of_a_person"),
            models.Index(fields=("site_id", "on"), name="answers_of_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.on}"


class Counted(models.Model):
    """The house's word about a day of a person; the latest one holds for each figure."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    reason = models.CharField(max_length=200, blank=True)
    complete = models.PositiveIntegerField(null=True)
    incomplete = models.PositiveIntegerField(null=True)
    checks = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("staff_id", "on", "at"), name="counts_of_a_person"),
            models.Index(fields=("site_id", "on"), name="counts_of_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.on}"


class Application(models.Model):
    """One application, from being entered to being complete or withdrawn."""

    site_id = models.BigIntegerField()
    no = models.CharField(max_length=64)
    staff_id = models.BigIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=64)
    missing = models.JSONField(default=list)
    complete_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "no"), name="one_application_a_number"),
            models.CheckConstraint(
                condition=Q(complete_at=None) | Q(complete_at__gte=models.F("entered_at")),
                name="applications_are_entered_first",
            ),
        )
        indexes = (
            models.Index(fields=("staff_id", "entered_at"), name="applications_of_a_person"),
        )

    def __str__(self) -> str:
        return self.no


class Credit(models.Model):
    """A person's part of a deal that was sealed, or that was taken away again; shares are exact."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    measure = models.CharField(max_length=10, choices=Measure.column())
    value = models.DecimalField(max_digits=24, decimal_places=6)
    subject = models.CharField(max_length=100)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "subject", "staff_id", "measure"), name="one_credit_a_matter"
            ),
        )
        indexes = (models.Index(fields=("site_id", "measure", "at"), name="credits_by_time"),)

    def __str__(self) -> str:
        return f"{self.staff_id} {self.subject}"
