"""Advances: money that somebody gets beforehand and settles against vouchers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.kernel.advances.choices import PaidBy, Status


class Advance(models.Model):
    """One advance of one person."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    amount_fen = models.BigIntegerField()
    purpose = models.CharField(max_length=4000)
    status = models.CharField(
        max_length=10, choices=Status.column(), default=Status.REQUESTED.value
    )
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=4000, blank=True)
    method = models.CharField(max_length=10, choices=PaidBy.column(), blank=True)
    paid_by = models.CharField(max_length=64, blank=True)
    paid_at = models.DateTimeField(null=True)
    settle_until = models.DateField(null=True)
    vouchers = models.JSONField(default=list)
    returned_fen = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_advance_a_number"),
            models.CheckConstraint(
                condition=~Q(decided_by_id=models.F("staff_id")),
                name="c7_2_3_nobody_approves_their_own_advance",
            ),
        )
        indexes = (
            models.Index(
                fields=("staff_id",), condition=Q(status="paid"), name="advances_to_settle"
            ),
        )

    def __str__(self) -> str:
        return f"advance {self.number}"

    @property
    def spent_fen(self) -> int | None:
        """Return what the vouchers come to; none before it is settled."""
        if self.status != Status.SETTLED:
            return None
        spent: int = sum(one["fen"] for one in self.vouchers)
        return spent

    @property
    def balance_fen(self) -> int | None:
        """Return what is still to settle; none where no money was paid out yet."""
        if self.status == Status.PAID:
            return self.amount_fen
        return 0 if self.status == Status.SETTLED else None
