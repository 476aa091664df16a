"""The floor's state, receptions, who helped, why places changed."""

from __future__ import annotations

from typing import Final

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from salesfloor.floor.reception.choices import NoDealReason


class Floor(models.Model):
    """The rotation of one site as it stands now; its row is the lock of the turn."""

    site_id = models.BigIntegerField(primary_key=True)
    state = models.JSONField()

    def __str__(self) -> str:
        return str(self.site_id)


class FloorDay(models.Model):
    """The rotation of a day that is over, as it ended: entries made late go by it."""

    site_id = models.BigIntegerField()
    day = models.DateField()
    state = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("site_id", "day"), name="one_floor_a_day"),)

    def __str__(self) -> str:
        return f"{self.site_id} {self.day}"


BY_ITSELF: Final = "salesfloor"
"""Who ended a reception that nobody ended."""


class Reception(models.Model):
    """One visit or call, from its registration to its outcome."""

    class Channel(models.TextChoices):
        """How the customer came."""

        VISIT = "visit"
        CALL = "call"

    site_id = models.BigIntegerField()
    ref = models.CharField(max_length=64)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    register_no = models.BigIntegerField()
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=64)
    arrived_at = models.DateTimeField()
    customer_id = models.BigIntegerField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    phone_given = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=50, blank=True)
    area = models.CharField(max_length=200, blank=True)
    medium = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True, default="", db_default="")
    employer = models.CharField(max_length=200, blank=True, default="", db_default="")
    vehicle = models.CharField(max_length=200, blank=True, default="", db_default="")
    is_buyer = models.BooleanField(default=True)
    party = models.JSONField(default=list)
    basis = models.CharField(max_length=10)
    receiver_id = models.BigIntegerField(null=True)
    assigned_at = models.DateTimeField(null=True)
    queue = models.CharField(max_length=5, blank=True)
    place_before = models.BigIntegerField(null=True)
    policy_serial = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    grade = models.CharField(max_length=1, blank=True)
    need = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    reason_kind = models.CharField(
        max_length=12, choices=NoDealReason.column(), blank=True, default="", db_default=""
    )
    no_phone_reason = models.CharField(max_length=200, blank=True)
    seen_off = models.BooleanField(null=True)
    plate = models.CharField(max_length=200, blank=True, default="", db_default="")
    struck_at = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False, db_default=False)
    """Whether it was entered on a later day: it keeps nobody busy today."""
    is_left_over = models.BooleanField(default=False, db_default=False)
    """Whether it was still open when a later day began: it keeps nobody busy that day."""
    taken_up_at = models.DateTimeField(null=True)
    """When the receiver confirmed to be with the customer."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("receiver_id",),
                condition=Q(ended_at=None)
                & ~Q(receiver_id=None)
                & Q(is_late=False)
                & Q(is_left_over=False),
                name="c3_2_3_6_one_open_reception",
            ),
            models.UniqueConstraint(
                fields=("site_id", "channel", "register_no"), name="c3_2_3_2_a_line_each"
            ),
            models.UniqueConstraint(fields=("site_id", "ref"), name="one_reception_a_ref"),
            models.CheckConstraint(
                condition=Q(receiver_id=None, assigned_at=None)
                | Q(receiver_id__isnull=False, assigned_at__isnull=False),
                name="receiver_with_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="", ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(outcome="") & ~Q(ended_by="")),
                name="end_with_outcome",
            ),
        )
        indexes = (
            models.Index(fields=("site_id", "-registered_at"), name="receptions_by_time"),
            models.Index(fields=("receiver_id", "-registered_at"), name="receptions_of_a_receiver"),
            models.Index(fields=("site_id",), condition=Q(ended_at=None), name="receptions_open"),
            models.Index(fields=("customer_id", "-registered_at"), name="receptions_of_a_customer"),
            models.Index(
                fields=("site_id", "phone", "-registered_at"), name="receptions_of_a_phone"
            ),
            GinIndex(OpClass("name", name="gin_trgm_ops"), name="reception_names"),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def is_from_old_register(self) -> bool:
        """Tell whether it came in with an old register, which says nothing of how it ended."""
        return self.ended_by == BY_ITSELF and self.ended_at == self.registered_at


class Assistant(models.Model):
    """Somebody who helps the receiver (9.1.2.2)."""

    reception = models.ForeignKey(Reception, on_delete=models.PROTECT, related_name="assistants")
    staff_id = models.BigIntegerField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("staff_id",),
                condition=Q(until_at=None),
                name="c3_2_3_6_assists_one_reception",
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="assistance_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} assists {self.reception_id}"


class LostTurn(models.Model):
    """Somebody to whom a customer fell and who did not take the customer up in time (3.2.1.2)."""

    reception = models.ForeignKey(Reception, on_delete=models.PROTECT, related_name="lost_turns")
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("reception", "staff_id"), name="c3_2_1_2_a_turn_is_lost_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} lost {self.reception_id}"


class PlaceChange(models.Model):
    """One person's place before and after, and why: the answer to 'why am I here?'."""

    site_id = models.BigIntegerField()
    at = models.DateTimeField()
    staff_id = models.BigIntegerField()
    channel = models.CharField(max_length=5)
    before = models.BigIntegerField(null=True)
    after = models.BigIntegerField(null=True)
    why = models.CharField(max_length=30)
    by = models.CharField(max_length=64)
    ref = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("site_id", "staff_id", "at"), name="why_a_place"),
            models.Index(fields=("site_id", "-at"), name="moves_of_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id}: {self.why}"


class Duty(models.Model):
    """Who answers the telephone on a day (7.1.12)."""

    site_id = models.BigIntegerField()
    on = models.DateField()
    staff_id = models.BigIntegerField()
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "on"), name="c7_1_12_one_on_duty"),
        )

    def __str__(self) -> str:
        return f"{self.on}: {self.staff_id}"


class PrivateCall(models.Model):
    """A private call on the floor, with its minutes (3.6.2.2)."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    is_breach = models.BooleanField()
    noted_by = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.staff_id}: {self.minutes} min"


class MediumCost(models.Model):
    """What a medium cost in a month, by the latest word on it (9.1.1.4)."""

    site_id = models.BigIntegerField()
    medium = models.CharField(max_length=200)
    month = models.DateField()
    """Its first day."""
    fen = models.BigIntegerField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "medium", "month"), name="c9_1_1_4_a_cost_each_month"
            ),
            models.CheckConstraint(condition=Q(fen__gte=0), name="cost_is_no_gain"),
        )

    def __str__(self) -> str:
        return f"{self.medium}, {self.month:%Y-%m}"


class Arrival(models.Model):
    """'Customer at the door': the tap that alerts the floor and starts the clock (9.1.1.1)."""

    site_id = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    reception = models.OneToOneField(
        Reception, on_delete=models.PROTECT, related_name="arrival", null=True
    )
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("site_id", "at"),
                condition=Q(reception=None, dismissed_at=None),
                name="arrivals_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.at}"
