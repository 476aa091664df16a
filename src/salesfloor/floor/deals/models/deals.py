"""Who takes deposits, who wants which unit, deals with their holds and stages."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from salesfloor.floor.deals.choices import DealState, Stage, WayOfPaying


class Designation(models.Model):
    """Somebody whom the manager lets take deposits, for a time (3.4.1.1)."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    """The first instant at which it does not hold any more."""
    named_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("staff_id",), condition=Q(ended_at=None), name="designations_of_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} to {self.until_at}"


class Want(models.Model):
    """A customer on the list of those who want a unit (3.5.5); the list goes by `id`."""

    site_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    at = models.DateTimeField()
    noted_by = models.CharField(max_length=64)
    offered_until = models.DateTimeField(null=True)
    """While set: the last instant up to which this customer alone may pay."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit_id", "phone"),
                condition=Q(ended_at=None),
                name="c3_5_5_one_place_on_a_list",
            ),
            models.UniqueConstraint(
                fields=("unit_id",),
                condition=Q(ended_at=None, offered_until__isnull=False),
                name="c3_5_5_one_first_refusal",
            ),
        )
        indexes = (models.Index(fields=("site_id", "phone"), name="wants_of_a_phone"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.pk}"


class Deal(models.Model):
    """One customer and one unit, from the first payment.

    `hold_until` is the last instant for the rest of the deposit; it stays when the deposit is full, for
    money may be taken back. `overdue_at` is the instant at which the hold was reported overdue. `refund_fen`
    is what the end of the deal left to pay back.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    unit = models.CharField(max_length=64)
    phone = models.CharField(max_length=20)
    customer_id = models.BigIntegerField()
    opened_at = models.DateTimeField()
    owner_id = models.BigIntegerField(null=True)
    shares = models.JSONField(default=dict)
    """Code -> share in hundredths."""
    claim_id = models.BigIntegerField(null=True)
    list_price_fen = models.BigIntegerField()
    due_fen = models.BigIntegerField()
    hold_until = models.DateTimeField()
    extensions = models.PositiveSmallIntegerField(default=0)
    overdue_at = models.DateTimeField(null=True)
    full_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    price_fen = models.BigIntegerField(null=True)
    payment = models.CharField(max_length=12, choices=WayOfPaying.column(), blank=True)
    next_stage = models.CharField(max_length=12, choices=Stage.column(), blank=True)
    next_due_on = models.DateField(null=True)
    state = models.CharField(
        max_length=10, choices=DealState.column(), default=DealState.OPEN.value
    )
    ended_at = models.DateTimeField(null=True)
    refund_fen = models.BigIntegerField(default=0)
    forfeited_fen = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_deal_a_number"),
            models.UniqueConstraint(
                fields=("unit_id",), condition=Q(state="open"), name="c3_5_5_one_open_hold_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(due_fen__gt=0, due_fen__lte=F("list_price_fen")),
                name="deposit_within_the_price",
            ),
            models.CheckConstraint(
                condition=Q(refund_fen__gte=0, forfeited_fen__gte=0),
                name="nothing_negative_to_refund",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="deal_ends_once",
            ),
        )
        indexes = (
            models.Index(fields=("unit_id", "-number"), name="deals_of_a_unit"),
            models.Index(fields=("site_id", "phone"), name="deals_of_a_phone"),
            models.Index(
                fields=("owner_id",), condition=Q(state="open"), name="open_deals_of_an_owner"
            ),
            models.Index(
                fields=("claim_id",), condition=Q(state="open"), name="open_deals_of_a_claim"
            ),
        )

    def __str__(self) -> str:
        return f"deal {self.number}"
