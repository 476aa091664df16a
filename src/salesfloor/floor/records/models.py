"""Work logs, what was handed in, reports and plans, market notes."""

from __future__ import annotations

from django.db import models

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Log(models.Model):
    """The words to a person's day; the day's figures are the registers' own."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    """When words were first written."""
    words = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("staff_id", "on"), name="one_log_a_day"),)

    def __str__(self) -> str:
        return f"{self.staff_id} {self.on}"


class HandIn(models.Model):
    """A person's business records of a day, handed in before the door shut."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    """When they were first handed in."""
    added_at = models.DateTimeField()
    to_id = models.BigIntegerField(null=True)
    receptions = models.PositiveIntegerField(default=0)
    follow_ups = models.PositiveIntegerField(default=0)
    deals = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("staff_id", "on"), name="c7_1_10_one_hand_in_a_day"),
        )
        indexes = (models.Index(fields=("site_id", "on"), name="hand_ins_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.staff_id} {self.on}"


class ReportKind(Choice):
    """A report on a week gone by, or a plan of a month to come."""

    WEEK = "week", phrase("Weekly report")
    MONTH = "month", phrase("Month plan")


class Report(models.Model):
    """A weekly report or a month plan; handing in again replaces the words and keeps the first time."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    kind = models.CharField(max_length=5, choices=ReportKind.column())
    period = models.CharField(max_length=10)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    is_late = models.BooleanField()
    work = models.TextField(blank=True)
    analysis = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("staff_id", "kind", "period"), name="one_report_a_period"
            ),
        )
        indexes = (models.Index(fields=("site_id", "kind", "period"), name="reports_of_a_site"),)

    def __str__(self) -> str:
        return f"{self.staff_id} {self.period}"


class MarketNote(models.Model):
    """What somebody learned of the market or of competitors, and where (7.1.8)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    text = models.TextField()
    source = models.CharField(max_length=200)
    tags = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_note_a_number"),
        )
        indexes = (models.Index(fields=("site_id", "-at"), name="market_notes_by_time"),)

    def __str__(self) -> str:
        return f"note:{self.number}"
