"""Thanks given for a referral, and remedies for customers who did not buy."""

from __future__ import annotations

from django.db import models


class Thanks(models.Model):
    """The referrer of a customer was thanked (9.6.1.3)."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    how = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "phone"), name="c9_6_1_3_thanked_once"),
        )

    def __str__(self) -> str:
        return f"{self.by} {self.at}"


class Lost(models.Model):
    """A customer of a high grade who did not buy, and what is done about it (9.5.2.3)."""

    site_id = models.BigIntegerField()
    reception_id = models.BigIntegerField(unique=True)
    ref = models.CharField(max_length=64)
    customer_id = models.BigIntegerField(null=True)
    grade = models.CharField(max_length=1)
    at = models.DateTimeField()
    number = models.BigIntegerField(null=True)
    """The remedy's number; None while none is set."""
    what = models.TextField(blank=True)
    on = models.DateField(null=True)
    set_at = models.DateTimeField(null=True)
    set_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "number"), name="c9_5_2_3_one_remedy_a_number"
            ),
        )
        indexes = (models.Index(fields=("customer_id",), name="lost_of_a_customer"),)

    def __str__(self) -> str:
        return self.ref


class SoldOut(models.Model):
    """A site had nothing left to sell: its follow-up books were called in, once (3.4.3.6)."""

    site_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.site_id} {self.at}"
