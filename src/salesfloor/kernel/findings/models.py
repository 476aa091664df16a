"""Findings and the steps of their lives."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Grade(Choice):
    """How soon a finding must be put right."""

    A = "a", phrase("A, grave")
    B = "b", phrase("B, middling")
    C = "c", phrase("C, light")


class HazardGrade(Choice):
    """The two grades of hazards."""

    GENERAL = "general", phrase("General hazard")
    MAJOR = "major", phrase("Major hazard")


GRADES = {**Grade.labels(), **HazardGrade.labels()}
"""Labels of all grades, for lists in which both kinds stand."""


class Status(Choice):
    """Where a finding stands: to be put right, to be seen again, or done with."""

    OPEN = "open", phrase("To be put right")
    FIXED = "fixed", phrase("Fixed, to be re-checked")
    CLOSED = "closed", phrase("Closed after the re-check")


class StepKind(Choice):
    """What was done about a finding."""

    RAISED = "raised", phrase("Raised")
    CHECKED = "checked", phrase("Found again by a check")
    REPLIED = "replied", phrase("Replied")
    FIXED = "fixed", phrase("Fixed")
    PASSED = "passed", phrase("Re-check passed")
    FAILED = "failed", phrase("Re-check not passed")
    EXTENDED = "extended", phrase("Time extended")
    STRUCK = "struck", phrase("Struck")


class Finding(models.Model):
    """Something to be put right about a subject, with the time to do it in.

    `number` is that of its line in the register. `item` and `checklist` name the item of a check that
    raised it; such a finding is the only one of its item until it is closed. `rechecks` counts the
    re-checks that it did not pass.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    clause = models.CharField(max_length=20)
    subject_kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=64)
    grade = models.CharField(max_length=10)
    text = models.TextField()
    checklist = models.CharField(max_length=64, blank=True)
    item = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status.column(), default=Status.OPEN.value)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=64)
    fix_by = models.DateTimeField()
    is_extended = models.BooleanField(default=False)
    rechecks = models.IntegerField(default=0)
    fixed_at = models.DateTimeField(null=True)
    fixed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_finding_a_number"),
            models.UniqueConstraint(
                fields=("site_id", "subject_kind", "subject", "checklist", "item"),
                condition=~Q(item="") & ~Q(status="closed") & Q(struck_at=None),
                name="one_open_finding_an_item",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at=None)),
                name="closed_findings_say_when",
            ),
        )
        indexes = (
            models.Index(
                fields=("site_id", "fix_by"),
                condition=~Q(status="closed") & Q(struck_at=None),
                name="findings_not_closed",
            ),
            models.Index(fields=("site_id", "subject", "raised_at"), name="findings_of_a_subject"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Step(models.Model):
    """One thing that was done about a finding, with its words.

    Its photos are attached to the finding as part `step:<id>`.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.column())
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    said_by = models.CharField(max_length=50, blank=True)
    check_no = models.BigIntegerField(null=True)
    fix_by = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("finding", "at"), name="steps_of_a_finding"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.finding_id}"
