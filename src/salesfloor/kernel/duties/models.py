"""What was done of recurring work, and what was missed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Done(models.Model):
    """The first act that fits a duty in a period; a second one changes nothing."""

    site_id = models.BigIntegerField()
    duty = models.CharField(max_length=50)
    subject = models.CharField(max_length=64)
    period = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    line = models.CharField(max_length=100)
    """The line of a register that says it, as `check:12`."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "duty", "subject", "period"), name="one_duty_done_a_period"
            ),
        )
        indexes = (
            models.Index(fields=("site_id", "duty", "subject", "-at"), name="duty_last_done"),
        )

    def __str__(self) -> str:
        return f"{self.duty} {self.subject} {self.period}"


class Miss(models.Model):
    """A duty that nobody did in its period; it stays listed, excused or covered or not."""

    site_id = models.BigIntegerField()
    duty = models.CharField(max_length=50)
    clause = models.CharField(max_length=20)
    subject = models.CharField(max_length=64)
    period = models.CharField(max_length=20)
    period_from = models.DateTimeField()
    period_until = models.DateTimeField()
    due_at = models.DateTimeField()
    who = ArrayField(models.CharField(max_length=64))
    conduct = ArrayField(models.BigIntegerField(), default=list)
    excused_at = models.DateTimeField(null=True)
    excused_by = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    covered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "duty", "subject", "period"), name="one_duty_missed_a_period"
            ),
        )
        indexes = (models.Index(fields=("site_id", "due_at", "duty", "subject"), name="misses"),)

    def __str__(self) -> str:
        return f"{self.duty} {self.subject} {self.period}"
