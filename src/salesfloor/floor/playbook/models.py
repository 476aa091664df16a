"""Cards with their versions, objections with what became of them, practice."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from salesfloor.base.constraints import constraint
from salesfloor.base.phrases import phrase
from salesfloor.floor.playbook.choices import (
    IN_USE,
    CardKind,
    CardStatus,
    Cause,
    Result,
    Step,
    Tactic,
)

_IN_USE = [one.value for one in IN_USE]


class Card(models.Model):
    """One version of a card; of one code at most one is in use and one proposed."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    version = models.IntegerField()
    status = models.CharField(max_length=10, choices=CardStatus.column())
    step = models.CharField(max_length=10, choices=Step.column())
    kind = models.CharField(max_length=10, choices=CardKind.column())
    title = models.CharField(max_length=200)
    wording = models.CharField(max_length=4000)
    product = models.CharField(max_length=200, blank=True)
    tags = ArrayField(models.CharField(max_length=200), default=list)
    feature = models.CharField(max_length=4000, blank=True)
    advantage = models.CharField(max_length=4000, blank=True)
    benefit = models.CharField(max_length=4000, blank=True)
    objection = models.CharField(max_length=4000, blank=True)
    cause = models.CharField(max_length=20, choices=Cause.column(), blank=True)
    method = models.CharField(max_length=20, choices=Tactic.column(), blank=True)
    caution = models.CharField(max_length=4000, blank=True)
    source = models.CharField(max_length=4000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=64)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=64, blank=True)
    retired_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "code", "version"), name="one_card_a_version"
            ),
            models.UniqueConstraint(
                fields=("site_id", "code"),
                condition=Q(status__in=_IN_USE),
                name="one_card_in_use_a_code",
            ),
            models.UniqueConstraint(
                fields=("site_id", "code"),
                condition=Q(status=CardStatus.PROPOSED.value),
                name="one_card_proposed_a_code",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CardKind.FAB.value)
                | (~Q(feature="") & ~Q(advantage="") & ~Q(benefit="")),
                name="c9_2_1_5_fab_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CardKind.OBJECTION.value)
                | (~Q(objection="") & ~Q(cause="") & ~Q(method="")),
                name="c9_4_4_objection_has_a_method",
            ),
            models.CheckConstraint(
                condition=~Q(status=CardStatus.PROVEN.value) | ~Q(source=""),
                name="c9_4_3_proven_has_a_source",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("site_id", "step", "status"), name="cards_of_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Opening(models.Model):
    """A card opened on somebody's own phone, with the reception it was opened in (7.2.8)."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    staff_id = models.BigIntegerField()
    reception_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=("site_id", "code", "at"), name="openings_of_a_card")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.at}"


class Objection(models.Model):
    """What a customer objected in a reception, why, and what became of it (9.4)."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    reception_id = models.BigIntegerField()
    ref = models.CharField(max_length=64)
    phone = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=4000)
    cause = models.CharField(max_length=20, choices=Cause.column())
    product = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=10, choices=Result.column())
    method = models.CharField(max_length=20, choices=Tactic.column(), blank=True)
    card = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    answer_by = models.DateField(null=True)
    logged_at = models.DateTimeField()
    logged_on = models.DateField()
    logged_by = models.CharField(max_length=64)
    staff_id = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_objection_a_number"),
            models.CheckConstraint(
                condition=Q(result__in=["open", "deferred"]) | ~Q(method=""),
                name="c9_4_4_ended_by_a_method",
            ),
            models.CheckConstraint(
                condition=~Q(result="deferred") | (~Q(reason="") & Q(answer_by__isnull=False)),
                name="c9_4_6_deferred_with_reason_and_day",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("site_id", "reception_id"), name="objections_of_a_reception"),
            models.Index(fields=("site_id", "logged_on"), name="objections_of_a_day"),
            models.Index(fields=("site_id", "phone"), name="objections_of_a_customer"),
        ]

    def __str__(self) -> str:
        return f"objection:{self.number}"


class Practice(models.Model):
    """How far a person has come with a card: the box it lies in, and when it comes again (9.4.1)."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    box = models.SmallIntegerField()
    next_on = models.DateField()
    risen_on = models.DateField(null=True)
    score = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "staff_id", "code"), name="one_box_a_person_and_card"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.next_on}"


constraint("one_card_proposed_a_code", phrase("Somebody has just proposed a change of this card."))
