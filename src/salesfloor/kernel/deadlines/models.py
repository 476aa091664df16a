"""A deadline is a row with a due time and a named handler."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Deadline(models.Model):
    """Something that falls due by itself."""

    handler = models.CharField(max_length=50)
    subject = models.BigIntegerField()
    site_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("handler", "subject"), name="one_deadline_a_subject"),
        )
        indexes = (
            models.Index(
                fields=("due_at", "id"), condition=Q(settled_at=None), name="deadlines_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.handler} {self.subject} {self.due_at}"
