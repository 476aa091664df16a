"""Sales tables, who sits at them, and what receptions are about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.base.constraints import constraint
from salesfloor.base.phrases import phrase


class SalesTable(models.Model):
    """A table of the floor (9.3.1.1, 9.3.2.1)."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    seats = models.IntegerField()
    note = models.CharField(max_length=200, blank=True)
    """What sitting there is good for."""
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "code"), name="one_table_of_a_code"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="table_has_a_seat"),
        )

    def __str__(self) -> str:
        return self.code


class Sitting(models.Model):
    """A reception at a table, until it moves or ends."""

    table = models.ForeignKey(SalesTable, on_delete=models.PROTECT, related_name="sittings")
    reception_id = models.BigIntegerField()
    since = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("table",), condition=Q(until_at=None), name="one_reception_a_table"
            ),
            models.UniqueConstraint(
                fields=("reception_id",), condition=Q(until_at=None), name="one_table_a_reception"
            ),
        )

    def __str__(self) -> str:
        return f"{self.table_id} {self.since}"


class Topic(models.Model):
    """What a reception is about; told again it is replaced (9.3.2.4)."""

    reception_id = models.BigIntegerField(primary_key=True)
    about = models.CharField(max_length=200)
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.about


constraint("one_reception_a_table", phrase("Another reception has just taken this table."))
