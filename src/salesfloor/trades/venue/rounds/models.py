"""The chain of rounds of each zone, the rounds done, the rounds missed, and days kept on paper before."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from salesfloor.kernel.places.api import Place


class Chain(models.Model):
    """When the next round of a zone is due.

    `next_due` is empty when no shift runs. `since` is where its interval begins: the last round, the last
    miss or the shift's start. `is_stale`: it fell due while the duty was switched off and nobody judged it.
    """

    zone = models.OneToOneField(Place, on_delete=models.PROTECT, primary_key=True)
    site_id = models.BigIntegerField()
    next_due = models.DateTimeField(null=True)
    since = models.DateTimeField()
    is_stale = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("site_id",), name="chains_of_a_site"),)

    def __str__(self) -> str:
        return f"{self.zone_id} {self.next_due}"


class Round(models.Model):
    """A round done: a check of the list of hygiene on a zone."""

    zone = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    site_id = models.BigIntegerField()
    check_no = models.BigIntegerField()
    at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=64)
    due_at = models.DateTimeField(null=True)
    next_due = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "check_no"), name="one_round_a_check"),
        )
        indexes = (models.Index(fields=("site_id", "at"), name="rounds_of_a_site"),)

    def __str__(self) -> str:
        return f"{self.zone_id} {self.at}"

    @property
    def in_time(self) -> bool | None:
        """Tell whether it was done by its due instant; None where none was due."""
        return None if self.due_at is None else self.at <= self.due_at


class Miss(models.Model):
    """A round that was due in a shift and not done.

    It stays; it is not counted when somebody above excuses it or a late entry covers it.
    """

    zone = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    site_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    since = models.DateTimeField()
    shift = models.CharField(max_length=64)
    on = models.DateField()
    who = models.CharField(max_length=64)
    excused_at = models.DateTimeField(null=True)
    excused_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    covered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("zone", "due_at"), name="one_miss_a_due_time"),
            models.CheckConstraint(
                condition=Q(excused_at=None, excused_by="")
                | (Q(excused_at__isnull=False) & ~Q(excused_by="")),
                name="excused_rounds_say_by_whom",
            ),
        )
        indexes = (models.Index(fields=("site_id", "due_at"), name="missed_rounds_of_a_site"),)

    def __str__(self) -> str:
        return f"{self.zone_id} {self.due_at}"

    @property
    def counts(self) -> bool:
        """Tell whether it is counted: neither excused nor covered."""
        return self.excused_at is None and self.covered_at is None


class PastDay(models.Model):
    """The rounds of a zone on one day, as an old sheet says; nothing falls due by it.

    `done`, `failed` (done, with a fault) and `missed` are times of day; on a day of rest all are empty.
    """

    zone = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    site_id = models.BigIntegerField()
    on = models.DateField()
    done = ArrayField(models.TimeField(), default=list)
    failed = ArrayField(models.TimeField(), default=list)
    missed = ArrayField(models.TimeField(), default=list)
    is_rest = models.BooleanField(default=False)
    who = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)
    line_no = models.BigIntegerField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("zone", "on"), condition=Q(struck_at=None), name="one_past_day_a_zone"
            ),
        )
        indexes = (models.Index(fields=("site_id", "-on"), name="past_days_of_a_site"),)

    def __str__(self) -> str:
        return f"{self.zone_id} {self.on}"
