"""Meetings, who came, what was put and raised, the minutes and their signatures."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Kind(Choice):
    """What a meeting is for."""

    ROUTINE = "routine", phrase("routine meeting")
    TEAM = "team", phrase("team meeting")
    SAFETY = "safety", phrase("safety meeting")
    OTHER = "other", phrase("other meeting")


class Status(Choice):
    """How far a meeting is. A weekly one without a working day in its week is off."""

    PLANNED = "planned", phrase("planned")
    OPEN = "open", phrase("in session")
    CLOSED = "closed", phrase("adjourned")
    CANCELLED = "cancelled", phrase("cancelled")
    OFF = "off", phrase("not this week")


class Meeting(models.Model):
    """One meeting; `code` is what people call it by.

    `week` is the Monday of a weekly meeting's week. `named` are the people it was planned with; none: the
    salespeople and leads of the site or the team. `called` and `expected` are as they were at the opening.
    `mark_key` keys the marks of items without a name; it is destroyed when the meeting closes.
    """

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=7, choices=Kind.column(), default=Kind.ROUTINE.value)
    week = models.DateField(null=True)
    team_id = models.BigIntegerField(null=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(default=60)
    is_moved = models.BooleanField(default=False)
    planned_by_id = models.BigIntegerField(null=True)
    planned_at = models.DateTimeField()
    named = ArrayField(models.BigIntegerField(), null=True)
    status = models.CharField(max_length=9, choices=Status.column(), default=Status.PLANNED.value)
    began_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    called = ArrayField(models.BigIntegerField(), default=list)
    expected = ArrayField(models.BigIntegerField(), default=list)
    on_duty = ArrayField(models.BigIntegerField(), default=list)
    late = ArrayField(models.BigIntegerField(), default=list)
    absent = ArrayField(models.BigIntegerField(), default=list)
    excused = models.JSONField(default=dict)
    mark_key = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "code"), name="one_meeting_a_name"),
            models.UniqueConstraint(
                fields=("site_id", "week"),
                condition=~Q(week=None),
                name="one_weekly_meeting_a_week",
            ),
        )
        indexes = (models.Index(fields=("site_id", "-starts_at"), name="meetings_of_a_site"),)

    def __str__(self) -> str:
        return f"meeting:{self.code}"

    @property
    def subject(self) -> str:
        """Return how records and lists name it."""
        return f"meeting:{self.code}"


class Attendance(models.Model):
    """When somebody came to a meeting, and how late."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    minutes_late = models.PositiveIntegerField(default=0)
    is_late = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("meeting", "staff_id"), name="one_coming_a_meeting"),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.staff_id}"


class Item(models.Model):
    """Something that somebody wants talked about; without a name nothing here says whose it is."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.BigIntegerField()
    on = models.DateField()
    words = models.TextField()
    by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("meeting", "number"), name="one_item_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.number}"


class Mark(models.Model):
    """How many items without a name one person has put; nothing but the meeting's key says who."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=64)
    items = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("meeting", "mark"), name="one_mark_a_person"),
        )

    def __str__(self) -> str:
        return str(self.meeting_id)


class TeamReport(models.Model):
    """What a team's lead says beside the figures; the latest words hold."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="reports")
    team_id = models.BigIntegerField()
    words = models.TextField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("meeting", "team_id"), name="one_report_a_team"),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.team_id}"


class Announced(models.Model):
    """A week whose claims and results a weekly meeting has announced (4.1.2)."""

    site_id = models.BigIntegerField()
    period = models.CharField(max_length=10)
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "period"), name="one_announcement_a_week"),
        )

    def __str__(self) -> str:
        return self.period


class Spoken(models.Model):
    """Who said what in a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="spoken")
    staff_id = models.BigIntegerField()
    words = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.staff_id}"


class Issue(models.Model):
    """A problem that was raised in a meeting; the task says who takes care of it, and until when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="issues")
    site_id = models.BigIntegerField()
    task = models.BigIntegerField()
    words = models.TextField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "task"), name="one_issue_a_task"),
        )

    def __str__(self) -> str:
        return f"task:{self.task}"


class Minutes(models.Model):
    """A version of a meeting's minutes. `waits_for` are those who have to read and sign it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    words = models.TextField()
    reason = models.TextField(blank=True)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    waits_for = ArrayField(models.BigIntegerField(), default=list)
    told_of = ArrayField(models.BigIntegerField(), default=list)
    """Whose missing signature the chair was told of."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("meeting", "version"), name="one_minutes_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.version}"


class Signature(models.Model):
    """That somebody has read a version of the minutes, and what they remark."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="signatures")
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    remark = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("minutes", "staff_id"), name="c3_6_1_3_one_signature_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.minutes_id}: {self.staff_id}"
