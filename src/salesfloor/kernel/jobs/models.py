"""Long commands under way."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from salesfloor.kernel.jobs.choices import JobState

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase


class Job(models.Model):
    """A command that runs in the background: who gave it, how far it is, what it answered."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    command = models.CharField(max_length=64)
    given = models.JSONField()
    state = models.CharField(
        max_length=10, choices=JobState.column(), default=JobState.WAITING.value
    )
    step = models.CharField(max_length=20, blank=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    answer = models.JSONField(null=True)
    clause = models.CharField(max_length=20, blank=True)
    sentence = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    is_called_off = models.BooleanField(default=False)
    """Whether who gave it wants it no more; it ends where it next tells how far it is."""
    tries = models.IntegerField(default=0)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in JobState]), name="job_in_a_known_state"
            ),
        )
        indexes: ClassVar = [
            models.Index(
                fields=("id",),
                condition=Q(state__in=["waiting", "running"]),
                name="jobs_under_way",
            ),
            models.Index(fields=("site_id", "staff_id", "-asked_at"), name="jobs_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.command} {self.pk}"

    @property
    def state_label(self) -> Phrase:
        """Return how it stands, as people say it."""
        return JobState(self.state).label

    @property
    def is_over(self) -> bool:
        """Tell whether it has come to an end, good or bad."""
        return self.state not in {JobState.WAITING.value, JobState.RUNNING.value}

    @property
    def percent(self) -> int | None:
        """Return how far the step is, in percent; None where nobody knows."""
        return min(100, self.done * 100 // self.total) if self.total else None
