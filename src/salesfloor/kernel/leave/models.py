"""Leave of people, and days on which a site works otherwise than by its weekdays."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class LeaveKind(Choice):
    """Why somebody is away."""

    REST = "rest", phrase("Day off")
    ANNUAL = "annual", phrase("Annual leave")
    SICK = "sick", phrase("Sick leave")
    PERSONAL = "personal", phrase("Personal leave")
    OTHER = "other", phrase("Other leave")


class LeaveStatus(Choice):
    """How far a leave has come; ended, it was granted and is over before its time."""

    ASKED = "asked", phrase("asked for")
    GRANTED = "granted", phrase("granted")
    REFUSED = "refused", phrase("not granted")
    ENDED = "ended", phrase("ended")


class SiteDay(models.Model):
    """A day on which a site works, or does not, whatever its weekday."""

    site_id = models.BigIntegerField()
    on = models.DateField()
    is_open = models.BooleanField()
    reason = models.CharField(max_length=200)
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("site_id", "on"), name="one_site_day"),)

    def __str__(self) -> str:
        return f"{self.site_id} {self.on}"


class Leave(models.Model):
    """One person's leave from a moment to another; whole days run from midnight to midnight."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=LeaveKind.column())
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=LeaveStatus.column())
    cover_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decision_reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_leave_a_number"),
            ExclusionConstraint(
                name="one_leave_at_a_time",
                expressions=(
                    ("staff_id", RangeOperators.EQUAL),
                    (
                        Func(F("from_at"), F("until_at"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ),
                condition=Q(status__in=("asked", "granted")),
            ),
            models.CheckConstraint(
                condition=Q(until_at__gte=F("from_at")), name="leave_ends_after_it_begins"
            ),
        )
        indexes = (models.Index(fields=("staff_id", "from_at"), name="leave_of_a_person"),)

    def __str__(self) -> str:
        return f"leave:{self.number}"
