"""Cases about whose customer somebody is, their parties, what each of them last said."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from salesfloor.floor.disputes.choices import State


class Dispute(models.Model):
    """One case about one customer.

    `phones` are that of the customer disputed and others that are said to be the same customer's.
    `negotiate_until` is the last day on which the colleagues have the matter to themselves; the outcome
    is written when the case is closed.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    others = ArrayField(models.CharField(max_length=20), default=list)
    opened_at = models.DateTimeField()
    opened_by_id = models.BigIntegerField()
    negotiate_until = models.DateField()
    failed_at = models.DateTimeField(null=True)
    """When a party declared that they do not agree."""
    with_manager_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.column(), default=State.OPEN.value)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)
    owner_id = models.BigIntegerField(null=True)
    shares = models.JSONField(default=dict)
    """Hundredths by the number of the person, as text."""
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_dispute_a_number"),
            models.UniqueConstraint(
                fields=("site_id", "phone"),
                condition=Q(closed_at=None),
                name="c3_5_1_one_open_case_a_customer",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="dispute_closed_with_state",
            ),
        )
        indexes = (models.Index(fields=("site_id", "phone"), name="disputes_of_a_phone"),)

    def __str__(self) -> str:
        return f"dispute:{self.number}"


class Party(models.Model):
    """Somebody who says that the customer is theirs, and the shares they last agreed to."""

    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, related_name="parties")
    staff_id = models.BigIntegerField()
    joined_at = models.DateTimeField()
    word = models.JSONField(null=True)
    """Hundredths by the number of the person, as text; None without a word, or after failure."""
    word_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("dispute", "staff_id"), name="one_party_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} in {self.dispute_id}"
