"""Basic targets and targets of regions, which the house sets, and claims, which people commit to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.floor.results.api import Measure
from salesfloor.floor.targets.regions import Shipped


class Target(models.Model):
    """A basic target of the site, a team or a person; what is set anew or split anew is replaced.

    `value` counts fen where the measure is money. `whole` is the target that it is a part of. A region's target is of
    any of item, place, dealer and person, and several may be of the same.
    """

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=200)
    measure = models.CharField(max_length=10, choices=[*Measure.column(), *Shipped.column()])
    period = models.CharField(max_length=10)
    first = models.DateField()
    last = models.DateField()
    item = models.CharField(max_length=64, blank=True)
    place = models.CharField(max_length=64, blank=True)
    dealer = models.CharField(max_length=64, blank=True)
    team_id = models.BigIntegerField(null=True)
    staff_id = models.BigIntegerField(null=True)
    value = models.BigIntegerField()
    whole = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=64)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "code"),
                condition=Q(replaced_at=None),
                name="one_target_a_code",
            ),
            models.UniqueConstraint(
                fields=("site_id", "period", "measure", "team_id", "staff_id"),
                condition=Q(replaced_at=None) & ~Q(measure__in=("money", "quantity")),
                nulls_distinct=False,
                name="one_basic_target_a_scope",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="targets_are_not_negative"),
            models.CheckConstraint(
                condition=Q(team_id=None) | Q(staff_id=None), name="target_of_a_team_or_a_person"
            ),
        )
        indexes = (models.Index(fields=("site_id", "period", "measure"), name="targets_by_period"),)

    def __str__(self) -> str:
        return self.code


class Claim(models.Model):
    """What a person commits to; unsigned it is shown and binds nobody.

    A standing claim that is raised stays in force until the person signs the higher one.
    """

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    period = models.CharField(max_length=10)
    first = models.DateField()
    last = models.DateField()
    measure = models.CharField(max_length=10, choices=Measure.column())
    value = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    reason = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("staff_id", "period", "measure"),
                condition=Q(replaced_at=None) & ~Q(signed_at=None),
                name="c4_1_2_one_claim_in_force",
            ),
            models.UniqueConstraint(
                fields=("staff_id", "period", "measure"),
                condition=Q(replaced_at=None, signed_at=None),
                name="one_claim_to_sign",
            ),
            models.CheckConstraint(condition=Q(value__gte=1), name="claims_are_of_something"),
        )
        indexes = (models.Index(fields=("site_id", "period", "measure"), name="claims_by_period"),)

    def __str__(self) -> str:
        return f"{self.staff_id} {self.period}"
