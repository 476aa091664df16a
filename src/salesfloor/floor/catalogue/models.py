"""What a site sells: units with layout, area and price."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Unit(models.Model):
    """One apartment of the price list."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    layout = models.CharField(max_length=200)
    area = models.DecimalField(max_digits=9, decimal_places=2)
    price_fen = models.BigIntegerField()
    listed_at = models.DateTimeField()
    listed_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "code"), name="one_unit_of_a_code"),
            models.CheckConstraint(
                condition=Q(price_fen__gt=0, area__gt=0), name="unit_has_price_and_area"
            ),
        )

    def __str__(self) -> str:
        return self.code
