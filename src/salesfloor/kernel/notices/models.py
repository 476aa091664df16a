"""Notices and who has read them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """An announcement to people of a site, to be confirmed as read by a moment."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    text = models.TextField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    read_by = models.DateTimeField()
    is_good_news = models.BooleanField(default=False)
    deliver_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_notice_a_number"),
        )

    def __str__(self) -> str:
        return f"notice:{self.number}"


class Receipt(models.Model):
    """One person whom a notice is for, and when they confirmed it."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="receipts")
    staff_id = models.BigIntegerField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("notice", "staff_id"), name="one_receipt_a_person"),
        )
        indexes = (
            models.Index(fields=("staff_id",), condition=Q(read_at=None), name="notices_unread"),
        )

    def __str__(self) -> str:
        return f"{self.notice_id} {self.staff_id}"
