"""A deadline is a row with a due instant, the rule of its limit and a named handler."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Limit(models.IntegerChoices):
    """Which house rule of time a limit follows; it decides about a command at the due instant.

    A moment on the clock (rule 1) is over for a command at that very instant; a duration counted
    from something that a person did (rule 2) includes its last instant.
    """

    MOMENT = 1
    DURATION = 2


class Deadline(models.Model):
    """Something that falls due by itself."""

    handler = models.CharField(max_length=50)
    subject = models.BigIntegerField()
    site_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    rule = models.SmallIntegerField(choices=Limit.choices, default=Limit.MOMENT)
    is_opening = models.BooleanField(default=False)
    is_awaited = models.BooleanField(default=False)
    """Whether acts at the site let it happen first; see `Handler.is_late_safe`."""
    settled_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("handler", "subject"), name="one_deadline_a_subject"),
            models.CheckConstraint(
                condition=Q(rule__in=Limit.values), name="limit_of_a_house_rule"
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at", "rule", "is_opening", "handler", "subject"),
                condition=Q(settled_at=None, set_aside_at=None),
                name="deadlines_in_due_order",
            ),
            models.Index(
                fields=("site_id", "due_at"),
                condition=Q(settled_at=None, set_aside_at=None, is_awaited=True),
                name="deadlines_awaited_at_a_site",
            ),
            models.Index(
                fields=("set_aside_at",),
                condition=~Q(set_aside_at=None),
                name="deadlines_set_aside",
            ),
        )

    def __str__(self) -> str:
        return f"{self.handler} {self.subject} {self.due_at}"
