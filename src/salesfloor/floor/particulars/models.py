"""What is known of a customer beside name and phone: particulars, need, interests."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from salesfloor.floor.particulars.choices import Source


class Particulars(models.Model):
    """The particulars that a customer's page asks for by stage (3.4.3.2)."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    source = models.CharField(max_length=10, choices=Source.column(), blank=True)
    family = models.CharField(max_length=200, blank=True)
    decision_maker = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    employer = models.CharField(max_length=200, blank=True)
    vehicle = models.CharField(max_length=200, blank=True)
    buyer = models.CharField(max_length=50, blank=True)
    id_no = models.CharField(max_length=20, blank=True)
    id_type = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "phone"), name="c3_4_3_2_particulars_of_one_customer"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Change(models.Model):
    """Who changed what on a customer's page when."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    fields = ArrayField(models.CharField(max_length=20))

    class Meta:
        indexes = (models.Index(fields=("site_id", "phone", "-at"), name="changes_of_a_page"),)

    def __str__(self) -> str:
        return f"{self.by} {self.at}"


class Need(models.Model):
    """What a customer wants, as far as it was told (9.2.1.3)."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    rooms = ArrayField(models.IntegerField(), default=list)
    area_from = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    area_to = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    budget_fen = models.BigIntegerField(null=True)
    orientation = ArrayField(models.CharField(max_length=64), default=list)
    floor_from = models.IntegerField(null=True)
    floor_to = models.IntegerField(null=True)
    purpose = models.CharField(max_length=200, blank=True)
    likes = ArrayField(models.CharField(max_length=64), default=list)
    must = ArrayField(models.CharField(max_length=12), null=True)
    """Which criteria a unit must meet; None for those that are usual."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "phone"), name="c9_2_1_3_need_of_one_customer"
            ),
            models.CheckConstraint(
                condition=Q(area_from=None) | Q(area_to=None) | Q(area_from__lte=F("area_to")),
                name="size_from_below_to",
            ),
            models.CheckConstraint(
                condition=Q(floor_from=None) | Q(floor_to=None) | Q(floor_from__lte=F("floor_to")),
                name="storeys_from_below_to",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Interest(models.Model):
    """What a customer warmed to while something was presented, and how much (9.2.1.4)."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    tag = models.CharField(max_length=64)
    weight = models.SmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "phone", "tag"), name="c9_2_1_4_a_weight_each_tag"
            ),
            models.CheckConstraint(condition=Q(weight__range=(1, 3)), name="weight_of_1_to_3"),
        )

    def __str__(self) -> str:
        return f"{self.tag} {self.weight}"
