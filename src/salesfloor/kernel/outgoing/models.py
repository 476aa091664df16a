"""Channels, people's addresses, what is to leave by them, and each try."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from salesfloor.kernel.outgoing.choices import DEAD, Reach, State, Tool, Way


class Channel(models.Model):
    """One way out of the house that a site uses; what is secret of it stands sealed in `sealed`."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    way = models.CharField(max_length=20, choices=Way.column())
    name = models.CharField(max_length=100)
    sealed = models.TextField()
    host = models.CharField(max_length=253, blank=True)
    """The machine that is spoken to; all that is shown again of an address."""
    keyword = models.CharField(max_length=50, blank=True)
    plain = models.JSONField(default=dict)
    """What is no secret: sender, signature and template of an SMS."""
    spread = models.PositiveIntegerField(default=0)
    """Milliseconds by which messages of the clock are put off: services ask not to come all at once."""
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    silent_until = models.DateTimeField(null=True)
    """The service asked for a pause."""
    last_words = models.CharField(max_length=300, blank=True)
    """What the service answered last, in its own words."""
    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_channel_a_number"),
            models.UniqueConstraint(
                fields=("site_id", "name"),
                condition=Q(stopped_at=None),
                name="one_channel_of_a_name",
            ),
        )

    def __str__(self) -> str:
        return f"channel:{self.number}"


class Address(models.Model):
    """Where a person wants copies of messages; given by themselves, sealed."""

    staff_id = models.BigIntegerField()
    reach = models.CharField(max_length=10, choices=Reach.column())
    sealed = models.TextField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("staff_id",), name="one_address_a_person"),)

    def __str__(self) -> str:
        return f"{self.reach} {self.staff_id}"


class Account(models.Model):
    """A person's account in a chat tool as the house entered it, sealed; it waits for the person to confirm."""

    staff_id = models.BigIntegerField()
    tool = models.CharField(max_length=10, choices=Tool.column())
    sealed = models.TextField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("staff_id", "tool"), name="one_account_a_person_and_tool"
            ),
        )

    def __str__(self) -> str:
        return f"{self.tool} {self.staff_id}"


class Outgoing(models.Model):
    """One message that leaves by one channel, to a group (`staff_id` null) or to one person."""

    site_id = models.BigIntegerField()
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="outgoing")
    staff_id = models.BigIntegerField(null=True)
    rank = models.PositiveSmallIntegerField()
    clause = models.CharField(max_length=20, blank=True)
    template = models.TextField()
    facts = models.JSONField(default=dict)
    subject = models.CharField(max_length=150, blank=True)
    path = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    next_at = models.DateTimeField()
    give_up_at = models.DateTimeField(null=True)
    """Set when it is looked at first: a worker that was down has its time like any other."""
    state = models.CharField(max_length=10, choices=State.column(), default=State.WAITING.value)
    tries = models.PositiveSmallIntegerField(default=0)
    key = models.UUIDField(unique=True)
    """Names the message to a service that keeps it from being sent twice."""
    link = models.BigIntegerField(null=True)
    """Number of the personal link that it carries."""
    ended_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]),
                name="outgoing_in_a_known_state",
            ),
        )
        indexes: ClassVar = [
            models.Index(
                fields=("channel", "rank", "at", "id"),
                condition=Q(state__in=["waiting", "sending"]),
                name="outgoing_that_waits",
            ),
            models.Index(
                fields=("site_id", "-ended_at"),
                condition=Q(state__in=DEAD),
                name="outgoing_not_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"outgoing:{self.pk}"


class Try(models.Model):
    """One try to send, for the limits of the service; kept for a day."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    outgoing = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=("channel", "-at"), name="tries_of_a_channel")]

    def __str__(self) -> str:
        return f"{self.outgoing_id} {self.at}"
