"""Sales over the counter, and returns."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from salesfloor.floor.returns.choices import (
    Cause,
    Condition,
    Decision,
    GoesTo,
    Proof,
    Remedy,
    Route,
)


class Sale(models.Model):
    """Goods that were sold and paid for."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    seller_id = models.BigIntegerField()
    seller = models.CharField(max_length=64)
    phone = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    total_fen = models.BigIntegerField()
    receipt_no = models.BigIntegerField()
    fitted_by = models.CharField(max_length=200, blank=True)
    void_at = models.DateTimeField(null=True)
    """When its receipt was taken back: as if it had never been sold."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_sale_a_number"),
        )
        indexes = (models.Index(fields=("site_id", "phone"), name="sales_of_a_phone"),)

    def __str__(self) -> str:
        return str(self.number)


class SaleItem(models.Model):
    """Goods of a sale, at the price that was paid."""

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="items")
    goods = models.CharField(max_length=64)
    qty = models.IntegerField()
    price_fen = models.BigIntegerField()
    list_fen = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sale", "goods"), name="goods_once_in_a_sale"),
            models.CheckConstraint(condition=Q(qty__gt=0, price_fen__gt=0), name="sold_something"),
        )

    def __str__(self) -> str:
        return f"{self.qty} {self.goods}"


class Return(models.Model):
    """Goods that a customer brings back, what was decided and what was done (9.7)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, null=True, related_name="returns")
    goods = models.CharField(max_length=64)
    qty = models.IntegerField()
    cause = models.CharField(max_length=10, choices=Cause.column())
    evidence = models.CharField(max_length=4000)
    condition = models.CharField(max_length=10, choices=Condition.column())
    wish = models.CharField(max_length=10, choices=Remedy.column())
    proof = ArrayField(models.CharField(max_length=10, choices=Proof.column()), default=list)
    route = models.CharField(max_length=10, choices=Route.column())
    eligible = ArrayField(models.CharField(max_length=10), default=list)
    amount_fen = models.BigIntegerField(null=True)
    """The price that was paid, for all pieces; None without a sale."""
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    decision = models.CharField(max_length=10, choices=Decision.column(), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    decided_fen = models.BigIntegerField(null=True)
    new_goods = models.CharField(max_length=64, blank=True)
    is_exception = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=64, blank=True)
    goes_to = models.CharField(max_length=10, choices=GoesTo.column(), blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_return_a_number"),
            models.CheckConstraint(condition=Q(qty__gt=0), name="returned_something"),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(decision__in=["refund", "exchange"]),
                name="c9_7_1_3_settled_after_a_decision",
            ),
        )
        indexes = (models.Index(fields=("site_id", "decision"), name="returns_to_decide"),)

    def __str__(self) -> str:
        return str(self.number)
