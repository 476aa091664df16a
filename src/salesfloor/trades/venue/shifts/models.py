"""Shifts with their people, their hand-over, and the log."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class LogKind(Choice):
    """What a log entry is about."""

    INCIDENT = "incident", phrase("Incident")
    TRAFFIC = "traffic", phrase("Traffic")
    CROWD = "crowd", phrase("Crowd")
    WEATHER = "weather", phrase("Weather")
    LOST_PROPERTY = "lost_property", phrase("Lost property")
    OTHER = "other", phrase("Other")


class ShiftKind(models.Model):
    """A kind of shift, such as day and night, with its hours."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "code"), name="one_shift_kind_a_code"),
        )

    def __str__(self) -> str:
        return self.code


class Shift(models.Model):
    """A kind of shift on a day: one line of the roster."""

    site_id = models.BigIntegerField()
    kind = models.ForeignKey(ShiftKind, on_delete=models.PROTECT, related_name="shifts")
    on = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "on"), name="one_shift_a_kind_and_day"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_starts"
            ),
        )
        indexes = (models.Index(fields=("site_id", "starts_at"), name="shifts_of_a_site"),)

    def __str__(self) -> str:
        return f"{self.kind_id} {self.on}"


class Rostered(models.Model):
    """A person on a shift; the lowest position is in charge. Hours are those of the shift.

    A row holds from `on_at` to `off_at`: another roster line or granted leave ends it, and a person who
    changes places gets a new one. So who was on the shift at any instant stays known.
    """

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="people")
    staff_id = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    late_minutes = models.PositiveIntegerField(default=0)
    in_uniform = models.BooleanField(null=True)
    ended_at = models.DateTimeField(null=True)
    excused_by = models.CharField(max_length=64, blank=True)
    on_at = models.DateTimeField()
    off_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="c2_4_1_one_shift_at_a_time",
                expressions=(
                    ("staff_id", RangeOperators.EQUAL),
                    (
                        Func(F("starts_at"), F("ends_at"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ),
                condition=Q(off_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.starts_at}"


class Handover(models.Model):
    """What one shift leaves to the next: words, keys, and the items that were open at the signature."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    shift = models.OneToOneField(Shift, on_delete=models.PROTECT, related_name="handover")
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    notes = models.TextField()
    keys = models.TextField(blank=True)
    taken_by_id = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    items = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_handover_a_number"),
            models.CheckConstraint(
                condition=~Q(by_id=F("taken_by_id")), name="c2_4_1_another_person_takes_over"
            ),
        )

    def __str__(self) -> str:
        return f"handover:{self.number}"


class LogEntry(models.Model):
    """An entry of the shift log; a serious one waits for somebody above the writer."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    post = models.CharField(max_length=20)
    at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    text = models.TextField()
    kind = models.CharField(max_length=20, choices=LogKind.column(), default=LogKind.OTHER.value)
    is_serious = models.BooleanField(default=False)
    acknowledge_by = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=64, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    """How many times it fell due unacknowledged."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_log_entry_a_number"),
        )
        indexes = (
            models.Index(
                fields=("site_id", "number"),
                condition=Q(is_serious=True, acknowledged_at=None),
                name="log_unacknowledged",
            ),
        )

    def __str__(self) -> str:
        return f"log:{self.number}"
