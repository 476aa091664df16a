"""Messages to people, teams' slogans, reports as they were sent, and who has read them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class MessageKind(Choice):
    """The kinds of words that somebody sends: to encourage, to thank, the battle report."""

    ENCOURAGEMENT = "encouragement", phrase("Encouragement")
    THANKS = "thanks", phrase("Thanks")
    BATTLE_REPORT = "battle_report", phrase("Battle report")


class Sent(models.Model):
    """Words that were sent to people; figures in a battle report are as they were."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    kind = models.CharField(max_length=15, choices=MessageKind.column())
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    words = models.TextField(blank=True)
    to = ArrayField(models.BigIntegerField())
    deliver_at = models.DateTimeField()
    rows = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_message_a_number"),
        )
        indexes = (models.Index(fields=("site_id", "by", "-at"), name="messages_of_a_sender"),)

    def __str__(self) -> str:
        return f"message:{self.number}"


class Slogan(models.Model):
    """A team's slogan; the latest one is on the wall."""

    site_id = models.BigIntegerField()
    team_id = models.BigIntegerField()
    words = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=("team_id", "-at"), name="slogans_of_a_team"),)

    def __str__(self) -> str:
        return self.words


class DailyReport(models.Model):
    """The report of a morning: the days it is about, who reads it, who was best, each person's result."""

    site_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    days = ArrayField(models.DateField())
    readers = ArrayField(models.BigIntegerField())
    best = ArrayField(models.CharField(max_length=64))
    rows = models.JSONField(default=list)
    below = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "on"), name="one_daily_report_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.site_id} {self.on}"


class Reading(models.Model):
    """Who has read a daily report, and when."""

    report = models.ForeignKey(DailyReport, on_delete=models.PROTECT, related_name="readings")
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("report", "staff_id"), name="one_reading_of_a_daily_report"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report_id} {self.staff_id}"


class OnTheWall(models.Model):
    """A person who agreed to stand among the first three on the wall, until they take it back."""

    staff_id = models.BigIntegerField(unique=True)
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.staff_id}"


class Praise(models.Model):
    """A commendation that is to stand on the team's page; it stands there while the person agrees (4.6)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    """The number of the record."""
    staff_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_praise_a_record"),
        )
        indexes = (models.Index(fields=("site_id", "-at"), name="praise_of_a_site"),)

    def __str__(self) -> str:
        return f"commendation:{self.number}"
