"""Policies by date, and the record of what was done, refused and missed by which clause."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class PolicySerial(models.Model):
    """The serial of a site's latest policy change; processes remember values by it."""

    site_id = models.BigIntegerField(primary_key=True)
    serial = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.site_id}: {self.serial}"


class PolicyValue(models.Model):
    """One parameter of one clause at one site, from a day on."""

    site_id = models.BigIntegerField()
    name = models.CharField(max_length=100)
    value = models.JSONField()
    from_on = models.DateField()
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True, default="")
    serial = models.BigIntegerField()
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.BigIntegerField(null=True)
    """The serial of the change that replaced or withdrew it."""
    withdrawn_by = models.CharField(max_length=64, blank=True, default="")
    withdrawn_reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "name", "from_on"),
                condition=Q(replaced_at=None),
                name="one_value_from_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} from {self.from_on}"


class Evidence(models.Model):
    """One command, carried out or refused, or one thing that came about by itself."""

    class Outcome(models.TextChoices):
        """What became of it."""

        DONE = "DONE"
        REFUSED = "REFUSED"
        BY_ITSELF = "BY_ITSELF"

    site_id = models.BigIntegerField(null=True)
    command = models.CharField(max_length=64)
    actor = models.CharField(max_length=64)
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    clauses = ArrayField(models.CharField(max_length=20))
    missed = ArrayField(models.CharField(max_length=20))
    missed_by = ArrayField(models.CharField(max_length=64), default=list)
    """Whose act each missed clause is; empty where the act is nobody's in particular."""
    subject = models.CharField(max_length=100, blank=True)
    sentence = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    answer = models.JSONField(null=True)
    key = models.CharField(max_length=300, null=True)  # noqa: DJ001 - absent, not empty
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("site_id", "at"), name="evidence_by_day"),
            GinIndex(fields=("clauses",), name="evidence_by_clause"),
            GinIndex(fields=("missed",), name="evidence_by_missed_clause"),
        )
        constraints = (
            # Not `unique=True`: Django would keep a second index for finding keys by their beginning.
            models.UniqueConstraint(
                fields=("key",), condition=~models.Q(key=None), name="one_act_a_key"
            ),
        )

    def __str__(self) -> str:
        return f"{self.command} {self.outcome}"
