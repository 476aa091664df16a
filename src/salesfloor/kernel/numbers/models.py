"""The last number that each kind of thing has at a site."""

from __future__ import annotations

from django.db import models


class Counter(models.Model):
    """How far the numbers of one kind run at one site."""

    site_id = models.BigIntegerField()
    kind = models.CharField(max_length=50)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "kind"), name="one_counter_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.last}"
