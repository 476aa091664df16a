"""One row for each thing that somebody owes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class WorkItem(models.Model):
    """Something on a person's list, on that of a post of a site, or on that of a team.

    `who` says whose list it is: `person:12`, `post:manager` (of the item's site) or `team:3`. A thing
    that several people owe has a row for each. A settled row is used anew when the same thing is owed
    again; what happened before stands in the registers.
    """

    site_id = models.BigIntegerField()
    kind = models.CharField(max_length=50)
    subject = models.CharField(max_length=150)
    who = models.CharField(max_length=40)
    clause = models.CharField(max_length=20)
    template = models.TextField()
    facts = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    command = models.CharField(max_length=64, blank=True)
    given = models.JSONField(default=dict)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "kind", "subject", "who"), name="one_item_a_list"
            ),
        )
        indexes = (
            models.Index(
                fields=("who", "due_at"), condition=Q(settled_at=None), name="work_open_of_a_list"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.who}"
