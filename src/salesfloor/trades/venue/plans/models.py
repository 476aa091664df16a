"""Items of the day's plan."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PlanItem(models.Model):
    """Something planned for a day; open at its end, it goes to the next day and counts how often."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    on = models.DateField()
    text = models.TextField()
    planned_by = models.CharField(max_length=64)
    planned_at = models.DateTimeField()
    carried = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_plan_item_a_number"),
        )
        indexes = (
            models.Index(
                fields=("site_id", "on"), condition=Q(done_at=None), name="plan_items_open"
            ),
        )

    def __str__(self) -> str:
        return f"plan_item:{self.number}"
