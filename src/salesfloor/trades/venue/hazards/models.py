"""What a hazard has beside its finding: by when it must be reported, and who was told."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase
from salesfloor.kernel.findings.api import Finding


class How(Choice):
    """How a hazard was reported."""

    CALL = "call", phrase("By telephone")
    MESSAGE = "message", phrase("By message")
    IN_PERSON = "in_person", phrase("In person")
    DOCUMENT = "document", phrase("In writing")


class Hazard(models.Model):
    """The report that a finding of kind hazard owes to the company; one row a finding, by its number."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    grade = models.CharField(max_length=10)
    finder = models.CharField(max_length=64)
    finder_post = models.CharField(max_length=20)
    found_at = models.DateTimeField()
    report_by = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_hazard_a_finding"),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by="")
                | (Q(acknowledged_at__isnull=False) & ~Q(acknowledged_by="")),
                name="acknowledged_hazards_say_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"hazard {self.number}"


class Report(models.Model):
    """A report of a hazard to somebody of the company."""

    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="reports")
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    to = models.CharField(max_length=64)
    how = models.CharField(max_length=10, choices=How.column(), blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.hazard_id} {self.to}"


class Plan(models.Model):
    """The plan by which a hazard is put right: the five things that a major one must have."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="plans")
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    measures = models.TextField()
    responsible = models.CharField(max_length=200)
    money = models.CharField(max_length=200)
    until = models.DateTimeField()
    emergency = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("at"))
                & ~Q(measures="")
                & ~Q(responsible="")
                & ~Q(money="")
                & ~Q(emergency=""),
                name="c2_1_6_a_plan_has_its_five_parts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding_id} {self.until}"
