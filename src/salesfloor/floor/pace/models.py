"""Warnings as they fell due and were given, with the figures they rest on, and reminders of pace."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Level(Choice):
    """How strong a warning is."""

    VERBAL = "verbal", phrase("Verbal warning")
    WRITTEN = "written", phrase("Written warning")


class State(Choice):
    """What became of a warning."""

    GIVEN = "given", phrase("given")
    DELIVERED = "delivered", phrase("received")
    APPEALED = "appealed", phrase("under appeal")
    UPHELD = "upheld", phrase("upheld on appeal")
    WAIVED = "waived", phrase("waived on appeal")
    OVER = "over", phrase("over")


class How(Choice):
    """What follows a plan that was missed; none of it ends a job."""

    EXTENDED = "extended", phrase("Extended once")
    TRAINED = "trained", phrase("Training")
    MOVED = "moved", phrase("Other work")
    AGREED_TO_PART = "agreed_to_part", phrase("Agreed to part")
    NOTHING = "nothing", phrase("Nothing")


class Method(Choice):
    """How a warning reached somebody who does not acknowledge it."""

    PAPER = "paper", phrase("On paper, in person")
    POST = "post", phrase("By post")


class Due(models.Model):
    """A warning that the figures call for: who owes it, until when; once a person, level and period."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    level = models.CharField(max_length=7, choices=Level.column())
    period = models.CharField(max_length=10)
    at = models.DateTimeField()
    owed_by_id = models.BigIntegerField(null=True)
    give_by = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("staff_id", "level", "period"), name="one_warning_due_a_period"
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.level} {self.period}"


class Given(models.Model):
    """A warning that was given; `facts` and `policy` hold figures and values as they stood."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    level = models.CharField(max_length=7, choices=Level.column())
    period = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    by = models.CharField(max_length=64)
    words = models.TextField()
    until = models.DateField()
    facts = models.JSONField()
    policy = models.JSONField()
    state = models.CharField(max_length=10, choices=State.column(), default=State.GIVEN.value)
    delivered_at = models.DateTimeField(null=True)
    method = models.CharField(max_length=10, blank=True)
    witness = models.CharField(max_length=64, blank=True)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_warning_a_number"),
            models.UniqueConstraint(
                fields=("staff_id", "level", "period"),
                condition=~Q(state="waived"),
                name="one_warning_a_level_and_period",
            ),
        )

    def __str__(self) -> str:
        return f"warning:{self.number}"


class Plan(models.Model):
    """What a written warning asks for and the help that goes with it."""

    warning = models.OneToOneField(
        Given, on_delete=models.PROTECT, related_name="plan", primary_key=True
    )
    value = models.BigIntegerField()
    measure = models.CharField(max_length=10)
    until = models.DateField()
    help = models.TextField()
    judged_at = models.DateTimeField(null=True)
    is_reached = models.BooleanField(null=True)
    result = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=20, blank=True, choices=How.column())
    reason = models.TextField(blank=True)
    was_extended = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"plan of {self.warning_id}"


class Reminder(models.Model):
    """A quiet word to somebody who falls behind; nobody else sees it."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("staff_id", "on"), name="one_reminder_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.on}"
