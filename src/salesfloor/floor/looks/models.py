"""Joint looks: who looked at whose customer, with whom, until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from salesfloor.base.constraints import constraint
from salesfloor.base.phrases import phrase


class Look(models.Model):
    """One look at one customer's page with a manager present; it ends by itself at `until_at`."""

    site_id = models.BigIntegerField()
    customer_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    manager_id = models.BigIntegerField()
    owner_id = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=20)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("staff_id", "customer_id"),
                condition=Q(ended_at=None),
                name="one_open_look",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__lte=F("until_at")),
                name="look_ends_in_time",
            ),
        )
        indexes = (models.Index(fields=("customer_id", "-since"), name="looks_at_a_customer"),)

    def __str__(self) -> str:
        return f"{self.staff_id} at {self.customer_id}"


constraint("one_open_look", phrase("This customer's page stands open to you already."))
