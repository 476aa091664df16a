"""What a site sells: layouts, units with their facts and state, price lists by date."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from salesfloor.floor.catalogue.choices import UnitState


class Layout(models.Model):
    """What is known of a layout, and where it is known from (5.2, 5.3, 9.3.2.7)."""

    site_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    rooms = models.IntegerField(null=True)
    halls = models.IntegerField(null=True)
    baths = models.IntegerField(null=True)
    orientation = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    strengths = models.JSONField(default=dict)
    """Tag -> what is good about it, in words."""
    drawbacks = models.JSONField(default=list)
    zones = models.JSONField(default=list)
    """`{"name": …, "tag": …}` in walking order."""
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "name"), name="one_layout_of_a_name"),
            models.CheckConstraint(condition=~Q(source=""), name="c9_3_2_7_layout_has_a_source"),
        )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """One apartment for sale; `state` is moved under the row's lock by `states.move` alone."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    layout = models.CharField(max_length=200)
    area = models.DecimalField(max_digits=9, decimal_places=2)
    building = models.CharField(max_length=200, blank=True)
    stair = models.CharField(max_length=200, blank=True)
    floor = models.IntegerField(null=True)
    room = models.CharField(max_length=200, blank=True)
    inner_area = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    orientation = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)
    bottom_price_fen = models.BigIntegerField(null=True)
    state = models.CharField(
        max_length=12, choices=UnitState.column(), default=UnitState.AVAILABLE.value
    )
    state_since = models.DateTimeField()
    hold_until = models.DateTimeField(null=True)
    """Of a held unit whose deposit is not complete: the last instant for the rest."""
    wanted = models.IntegerField(default=0)
    """How many customers are on its waiting list."""
    listed_at = models.DateTimeField()
    listed_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "code"), name="one_unit_of_a_code"),
            models.CheckConstraint(
                condition=Q(area__gt=0)
                & (Q(inner_area=None) | Q(inner_area__gt=0))
                & (Q(bottom_price_fen=None) | Q(bottom_price_fen__gt=0)),
                name="unit_has_area_and_prices",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in UnitState]),
                name="unit_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(hold_until=None) | Q(state=UnitState.HELD.value),
                name="only_held_units_have_a_limit",
            ),
            models.CheckConstraint(condition=Q(wanted__gte=0), name="unit_wanted_by_none_or_some"),
        )
        indexes = (models.Index(fields=("site_id", "building"), name="units_of_a_building"),)

    def __str__(self) -> str:
        return self.code


class Passage(models.Model):
    """A unit's way from one state to another, one line each; never changed."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="passages")
    before = models.CharField(max_length=12, choices=UnitState.column())
    after = models.CharField(max_length=12, choices=UnitState.column())
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("unit", "at"), name="passages_of_a_unit"),)

    def __str__(self) -> str:
        return f"{self.before} {self.after}"


class PriceList(models.Model):
    """Prices that hold from a day on; which permit it rests on, if it says so."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    from_on = models.DateField()
    permit = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_price_list_a_number"),
        )

    def __str__(self) -> str:
        return str(self.number)


class Price(models.Model):
    """What a unit costs from a day on: its first price, or by a list."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="prices")
    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, null=True)
    from_on = models.DateField()
    price_fen = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(price_fen__gt=0), name="price_is_more_than_nothing"),
            models.UniqueConstraint(
                fields=("unit", "price_list"), name="one_price_of_a_unit_in_a_list"
            ),
        )
        indexes = (
            models.Index(F("unit"), F("from_on").desc(), F("id").desc(), name="prices_of_a_unit"),
        )

    def __str__(self) -> str:
        return f"{self.price_fen}"


class Goods(models.Model):
    """Goods of a showroom: price, stock, warranty, whether they may be returned (9.7)."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    price_fen = models.BigIntegerField()
    stock = models.IntegerField()
    warranty_days = models.IntegerField()
    is_returnable = models.BooleanField(default=True)
    trade_words = models.CharField(max_length=200, blank=True)
    """What the trade calls them."""
    first_stock = models.IntegerField()
    """How many there were when they were entered."""
    listed_at = models.DateTimeField()
    listed_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "code"), name="one_kind_of_goods_a_code"),
            models.CheckConstraint(
                condition=Q(price_fen__gt=0, stock__gte=0, warranty_days__gte=0),
                name="goods_in_stock_or_none",
            ),
        )

    def __str__(self) -> str:
        return self.code
