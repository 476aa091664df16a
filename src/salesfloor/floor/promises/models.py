"""Promises, and the terms that the site has approved."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.floor.promises.choices import PromiseKind, PromiseStatus


class Term(models.Model):
    """A wording for agreements that the site has approved (3.4.2.3)."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    text = models.CharField(max_length=4000)
    approved_at = models.DateTimeField()
    approved_by = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "code"),
                condition=Q(withdrawn_at=None),
                name="c3_4_2_3_one_term_of_a_code",
            ),
        )

    def __str__(self) -> str:
        return self.code


class Promise(models.Model):
    """What somebody promised a customer, on whose authority, and what became of it (7.2.9)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=PromiseKind.column())
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    """Per cent of a discount, yuan of a gift."""
    what = models.CharField(max_length=200)
    unit = models.CharField(max_length=64, blank=True)
    layout = models.CharField(max_length=200, blank=True)
    until_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    maker_id = models.BigIntegerField()
    status = models.CharField(max_length=12, choices=PromiseStatus.column())
    goes_to = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    kept_at = models.DateTimeField(null=True)
    kept_by = models.CharField(max_length=64, blank=True)
    how = models.CharField(max_length=200, blank=True)
    used_by = models.BigIntegerField(null=True)
    """The number of the agreement that uses the discount."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_promise_a_number"),
            models.UniqueConstraint(
                fields=("site_id", "used_by"), name="c9_3_2_8_one_discount_an_agreement"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["discount", "gift"], value__gt=0)
                | Q(kind__in=["term", "other"], value=None),
                name="discounts_and_gifts_have_a_value",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["given", "waiting"], decided_at=None)
                | Q(status__in=["approved", "turned_down"], decided_at__isnull=False)
                | Q(status="kept", kept_at__isnull=False)
                | Q(status="void"),
                name="promise_decided_once",
            ),
        )
        indexes = (
            models.Index(fields=("site_id", "phone"), name="promises_to_a_customer"),
            models.Index(
                fields=("site_id", "goes_to"),
                condition=Q(status="waiting"),
                name="promises_that_wait",
            ),
            models.Index(fields=("site_id", "kind", "layout", "-made_at"), name="precedents"),
        )

    def __str__(self) -> str:
        return str(self.number)
