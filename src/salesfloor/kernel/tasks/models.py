"""Tasks: what somebody is to do, until when, and whether it was accepted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Status(Choice):
    """How far a task has come."""

    OPEN = "open", phrase("open")
    FINISHED = "finished", phrase("finished, to be accepted")
    ACCEPTED = "accepted", phrase("accepted")


class Task(models.Model):
    """One task of one person.

    `due_at` is the instant by which it is finished; `is_by_day` says that it was given as a day, whose
    end that instant is. `overdue_at` is the due instant at which it was reported last.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    given_by_id = models.BigIntegerField(null=True)
    what = models.TextField()
    about = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_by_day = models.BooleanField(default=False)
    needs_photo = models.BooleanField(default=False)
    needs_acceptance = models.BooleanField(default=True)
    is_own = models.BooleanField(default=False)
    """Whether only this person can do it, such as what a review asks of them: it ends with their job."""
    status = models.CharField(max_length=10, choices=Status.column(), default=Status.OPEN.value)
    finished_at = models.DateTimeField(null=True)
    in_time = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answer_note = models.TextField(blank=True)
    overdue_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_task_a_number"),
        )
        indexes = (
            models.Index(
                fields=("staff_id", "due_at"), condition=Q(status="open"), name="tasks_open"
            ),
            models.Index(fields=("site_id", "-number"), name="tasks_of_a_site"),
        )

    def __str__(self) -> str:
        return f"task:{self.number}"
