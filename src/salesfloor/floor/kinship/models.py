"""Two phones that are said to be one person's, until the manager has looked at it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SameRequest(models.Model):
    """Somebody says that two phones are one person's; it counts for nothing until it is confirmed."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    other = models.CharField(max_length=20)
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    is_same = models.BooleanField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_same_request_a_number"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by_id=None, is_same=None)
                | Q(decided_at__isnull=False, decided_by_id__isnull=False, is_same__isnull=False),
                name="same_request_decided_whole",
            ),
        )
        indexes = (
            models.Index(fields=("site_id", "phone"), name="same_requests_of_a_phone"),
            models.Index(
                fields=("site_id",), condition=Q(decided_at=None), name="same_requests_open"
            ),
        )

    def __str__(self) -> str:
        return f"same customer {self.number}"
