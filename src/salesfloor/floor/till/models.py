"""Receipts, money paid back, closings of the cash."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.floor.till.choices import Method, Purpose


class Receipt(models.Model):
    """One line of the receipt book: money that came in, or the counter-entry of such a line.

    `number` is the line's number in the register, so it has no gap. `matter` names what the money belongs
    to (`deal:12`, `sale:3`), `about` is the unit or goods as the receipt prints them. A counter-entry bears
    the amount and method of the receipt that it takes back. `paid_at` is the moment of payment, which a
    re-issued receipt keeps.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    matter = models.CharField(max_length=64)
    about = models.CharField(max_length=200)
    purpose = models.CharField(max_length=14, choices=Purpose.column())
    amount_fen = models.BigIntegerField()
    method = models.CharField(max_length=10, choices=Method.column())
    source = models.CharField(max_length=200, blank=True)
    cheque_no = models.CharField(max_length=200, blank=True)
    payer = models.CharField(max_length=200, blank=True)
    taken_by = models.CharField(max_length=64)
    paid_at = models.DateTimeField()
    written_at = models.DateTimeField()
    anchor = models.CharField(max_length=200)
    """Book, line and hash, as the slip says them."""
    code = models.CharField(max_length=16)
    """The first 16 characters of the line's hash: what proves the paper."""
    counter_of = models.BigIntegerField(null=True)
    reissue_of = models.BigIntegerField(null=True)
    voided_by = models.BigIntegerField(null=True)
    reissued_as = models.BigIntegerField(null=True)
    moved_to = models.BigIntegerField(null=True)
    """The number under which the money came over to another unit."""
    prints = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "number"), name="c3_4_1_3_no_receipt_number_twice"
            ),
            models.UniqueConstraint(
                fields=("site_id", "counter_of"),
                condition=Q(counter_of__isnull=False),
                name="one_counter_entry_a_receipt",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0), name="c3_4_1_3_receipt_of_something"
            ),
            models.CheckConstraint(
                condition=~Q(method="cheque") | ~Q(cheque_no=""),
                name="c3_4_1_3_cheque_with_its_number",
            ),
        )
        indexes = (models.Index(fields=("site_id", "matter"), name="receipts_of_a_matter"),)

    def __str__(self) -> str:
        return f"receipt {self.number}"


class Refund(models.Model):
    """One line of the refund book: money paid back."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    matter = models.CharField(max_length=64)
    about = models.CharField(max_length=200)
    amount_fen = models.BigIntegerField()
    method = models.CharField(max_length=10, choices=Method.column())
    reference = models.CharField(max_length=200, blank=True)
    paid_by = models.CharField(max_length=64)
    paid_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="no_refund_number_twice"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="refund_of_something"),
        )
        indexes = (models.Index(fields=("site_id", "matter"), name="refunds_of_a_matter"),)

    def __str__(self) -> str:
        return f"refund {self.number}"


class Closing(models.Model):
    """A closing of the cash: what the books expected, what was counted blind, the difference.

    It covers the lines of both books after the closing before it, up to `receipts_to` and `refunds_to`.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    closed_by = models.CharField(max_length=64)
    receipts_to = models.BigIntegerField()
    refunds_to = models.BigIntegerField()
    from_no = models.BigIntegerField(null=True)
    to_no = models.BigIntegerField(null=True)
    counted = models.JSONField()
    expected = models.JSONField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_closing_a_number"),
        )

    def __str__(self) -> str:
        return f"closing {self.number}"


class Count(models.Model):
    """What somebody counted before the books were shown; it stays, whatever is closed later.

    `receipts_to` and `refunds_to` are the last lines of both books at that moment: a later line makes it old.
    """

    site_id = models.BigIntegerField()
    at = models.DateTimeField()
    counted_by = models.CharField(max_length=64)
    counted = models.JSONField()
    receipts_to = models.BigIntegerField()
    refunds_to = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("site_id", "-at"), name="counts_of_a_site"),)

    def __str__(self) -> str:
        return f"count {self.at}"


class TillDay(models.Model):
    """A day on which money came in or went out; it is to be closed by the next morning."""

    site_id = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("site_id", "day"), name="one_till_a_day"),)

    def __str__(self) -> str:
        return f"{self.day}"
