"""Assets, stocktakes, work orders."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase
from salesfloor.kernel.places.api import Place


class AssetKind(Choice):
    """What an asset is."""

    EQUIPMENT = "equipment", phrase("Equipment")
    SIGN = "sign", phrase("Sign")
    FURNITURE = "furniture", phrase("Furniture")
    VEHICLE = "vehicle", phrase("Vehicle")
    BUILDING = "building", phrase("Building")
    OTHER = "other", phrase("Other")


class Asset(models.Model):
    """One thing of the house, at a place; its code is unique and never given again."""

    code = models.CharField(max_length=64)
    site_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=AssetKind.column())
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    serial = models.CharField(max_length=200, blank=True)
    value_fen = models.BigIntegerField(null=True)
    bought_on = models.DateField(null=True)
    check_every_days = models.PositiveIntegerField(null=True)
    keeper = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code",), name="one_asset_of_a_code"),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by="")
                | (Q(retired_at__isnull=False) & ~Q(retired_by="")),
                name="retired_assets_say_by_whom",
            ),
        )
        indexes = (models.Index(fields=("site_id", "kind"), name="assets_of_a_site"),)

    def __str__(self) -> str:
        return self.code


class Stocktake(models.Model):
    """A count of the assets in use at a place and all that lies in it, or of the whole site."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    name = models.CharField(max_length=200)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_stocktake_a_number"),
        )

    def __str__(self) -> str:
        return f"stocktake {self.number}"


class Expected(models.Model):
    """An asset that a stocktake covers; one stocktake at a time covers an asset."""

    stocktake = models.ForeignKey(Stocktake, on_delete=models.PROTECT, related_name="expects")
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("asset",), condition=Q(is_open=True), name="one_stocktake_covers_an_asset"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stocktake_id} {self.asset_id}"


class Scan(models.Model):
    """A code scanned at a place during a stocktake; `asset` is empty where the register lacks it."""

    stocktake = models.ForeignKey(Stocktake, on_delete=models.PROTECT, related_name="scans")
    code = models.CharField(max_length=64)
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    moved_from = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=("stocktake", "code"), name="scans_of_a_stocktake"),)

    def __str__(self) -> str:
        return f"{self.stocktake_id} {self.code}"


class Urgency(Choice):
    """How soon somebody must answer a work order."""

    NORMAL = "normal", phrase("Ordinary")
    URGENT = "urgent", phrase("Urgent")


class OrderStatus(Choice):
    """Where a work order stands."""

    REPORTED = "reported", phrase("Reported")
    ASSIGNED = "assigned", phrase("Assigned")
    STARTED = "started", phrase("Under way")
    DONE = "done", phrase("Done, to be accepted")
    ACCEPTED = "accepted", phrase("Work accepted")


class WorkOrder(models.Model):
    """A fault from its report to its acceptance.

    `number` is that of its line in the register. Downtime runs from the report to the last time that the
    work was done, where the fault puts the thing out of use (`is_down`).
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    asset = models.ForeignKey(Asset, on_delete=models.PROTECT, null=True, related_name="orders")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    urgency = models.CharField(max_length=10, choices=Urgency.column())
    is_down = models.BooleanField(default=False)
    tenant = models.CharField(max_length=64, blank=True)
    check_no = models.BigIntegerField(null=True)
    status = models.CharField(
        max_length=10, choices=OrderStatus.column(), default=OrderStatus.REPORTED.value
    )
    reported_at = models.DateTimeField()
    reported_by = models.CharField(max_length=64)
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    assigned_to = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=64, blank=True)
    cost_fen = models.BigIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=64, blank=True)
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_work_order_a_number"),
            models.CheckConstraint(
                condition=Q(asset=None) | Q(place=None), name="work_order_about_one_thing"
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted")
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by=models.F("done_by"))),
                name="c2_1_4_another_person_accepts",
            ),
        )
        indexes = (
            models.Index(
                fields=("site_id", "number"),
                condition=~Q(status="accepted") & Q(struck_at=None),
                name="work_orders_open",
            ),
        )

    def __str__(self) -> str:
        return f"work order {self.number}"


class OrderStep(models.Model):
    """What was done about a work order; its photos are attached as part `step:<id>`."""

    order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="steps")
    status = models.CharField(max_length=10, choices=OrderStatus.column())
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    passed = models.BooleanField(null=True)
    parts = ArrayField(models.JSONField(), default=list)

    def __str__(self) -> str:
        return f"{self.order_id} {self.status}"
