"""How far a matter has escalated, and when its next level falls due."""

from __future__ import annotations

from django.db import models


class Escalation(models.Model):
    """One matter that escalates until somebody acts: a row for each kind and subject.

    `level` counts the levels since the matter was last started, `total` all levels ever. `next_at` is
    empty while nothing falls due. `above` is the post up to which rungs of the line above are left out.
    """

    kind = models.CharField(max_length=50)
    subject = models.BigIntegerField()
    site_id = models.BigIntegerField()
    above = models.CharField(max_length=20, blank=True)
    level = models.SmallIntegerField(default=0)
    total = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "subject"), name="one_escalation_a_matter"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.level}"
