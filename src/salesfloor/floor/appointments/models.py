"""Appointments with customers, and the calendars in which they are shown."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.floor.appointments.choices import Kind, State


class Appointment(models.Model):
    """A time at which a customer comes, or is called (9.5.1.3)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind.column())
    time = models.DateTimeField()
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.column(), default=State.EXPECTED.value)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    sequence = models.IntegerField(default=0)
    """How often it was moved or cancelled, for calendars."""
    changed_at = models.DateTimeField()
    met_in = models.BigIntegerField(null=True)
    """The line of the visit register that made it arrived."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "number"), name="c9_5_1_3_one_appointment_a_number"
            ),
        )
        indexes = (
            models.Index(fields=("site_id", "time"), name="appointments_by_time"),
            models.Index(
                fields=("site_id", "phone", "time"),
                condition=Q(state="expected"),
                name="appointments_expected",
            ),
        )

    def __str__(self) -> str:
        return f"appointment:{self.number}"


class Feed(models.Model):
    """A secret address at which a person's appointments stand as a calendar."""

    staff_id = models.BigIntegerField()
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("staff_id",), condition=Q(revoked_at=None), name="one_feed_a_person"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
