"""What somebody is asked, and whether they answered."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q


class Ask(models.Model):
    """One person is asked one thing: to give `command`, with the fields that are known already.

    `kind` and `subject` (`document_to_read`, `document:3`) name the thing; asked again, the row is used
    anew and `round` counts on, so that links of earlier rounds are dead.
    """

    site_id = models.BigIntegerField()
    kind = models.CharField(max_length=50)
    subject = models.CharField(max_length=150)
    staff_id = models.BigIntegerField()
    clause = models.CharField(max_length=20)
    template = models.TextField()
    facts = models.JSONField(default=dict)
    command = models.CharField(max_length=64)
    given = models.JSONField(default=dict)
    fixed = models.JSONField(default=list)
    """Names of the fields that the person does not change."""
    round = models.IntegerField(default=1)
    asked_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    link_used_at = models.DateTimeField(null=True)
    links = models.PositiveIntegerField(default=0)
    """Links that were given; the last one works."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "kind", "subject", "staff_id"), name="one_ask_a_person"
            ),
        )
        indexes = (
            models.Index(
                fields=("staff_id",),
                condition=Q(answered_at=None, closed_at=None),
                name="asks_open_of_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.staff_id}"

    def is_open(self, at: datetime) -> bool:
        """Tell whether an answer is still waited for at that moment."""
        is_waiting = self.answered_at is None and self.closed_at is None
        return is_waiting and (self.until_at is None or at < self.until_at)
