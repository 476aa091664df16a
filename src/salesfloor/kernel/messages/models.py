"""The in-app inbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """A sentence for one person, with the clause it rests on and what it is about."""

    staff_id = models.BigIntegerField()
    site_id = models.BigIntegerField()
    at = models.DateTimeField()
    clause = models.CharField(max_length=20)
    template = models.TextField()
    facts = models.JSONField(default=dict)
    subject = models.CharField(max_length=100, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("staff_id", "-at"), name="inbox"),
            models.Index(fields=("staff_id",), condition=Q(read_at=None), name="inbox_unread"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.at}"
