"""Exports: who asked for what and why, who approved, the file until its time is over."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from salesfloor.floor.exports.choices import Phones, Status, What


class Export(models.Model):
    """One export; its file is kept from when it is taken until its link is over."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=What.column())
    phones = models.CharField(max_length=6, choices=Phones.column())
    reason = models.CharField(max_length=200)
    status = models.CharField(max_length=8, choices=Status.column())
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    until_at = models.DateTimeField(null=True)
    """The last instant at which it can be taken."""
    taken_at = models.DateTimeField(null=True)
    rows = models.IntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.BinaryField(null=True)
    customer_ids = ArrayField(models.BigIntegerField(), default=list)
    """Whose data the file holds: who saw a customer's data is asked years later, when it is gone."""

    class Meta:
        indexes = (GinIndex(fields=("customer_ids",), name="exports_that_hold"),)
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_export_a_number"),
            models.CheckConstraint(
                condition=~Q(decided_by_id=models.F("asked_by_id")),
                name="c7_2_2_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None, rows=None) | Q(taken_at__isnull=False, rows__gte=0),
                name="export_taken_whole",
            ),
        )

    def __str__(self) -> str:
        return f"export:{self.number}"


class ListTaken(models.Model):
    """A list that somebody took as a file: when, which, and whose data it held."""

    site_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    """Code of who took it."""
    listed = models.CharField(max_length=40)
    """The list's name."""
    customer_ids = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = (GinIndex(fields=("customer_ids",), name="lists_taken_that_hold"),)

    def __str__(self) -> str:
        return f"list:{self.listed}"
