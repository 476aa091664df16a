"""Places of the house, each with its path from the top."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from salesfloor.kernel.places.rules import PlaceKind


class Place(models.Model):
    """One place; its code is unique in the house, its kind and what it lies in never change.

    `path` holds the codes from the top down to its own. Coordinates are WGS-84.
    """

    code = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=PlaceKind.column())
    site_id = models.BigIntegerField()
    within = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="places")
    path = ArrayField(models.CharField(max_length=64))
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code",), name="one_place_of_a_code"),
            models.UniqueConstraint(
                fields=("site_id",), condition=Q(kind="region"), name="one_region_a_site"
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="coordinates_are_a_pair",
            ),
        )
        indexes = (
            GinIndex(fields=("path",), name="places_by_path"),
            models.Index(fields=("site_id", "kind"), name="places_of_a_site"),
        )

    def __str__(self) -> str:
        return self.code
