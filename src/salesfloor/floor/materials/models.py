"""Materials, what was handed out, and how often its link was opened."""

from __future__ import annotations

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from salesfloor.floor.materials.choices import Way

TOKEN_BYTES = 16


def new_token() -> str:
    """Return the random part of a link's address: 128 bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Material(models.Model):
    """Something for customers to read; one row a publishing (9.5.1.1).

    A row that ended without a reason was replaced by a later publishing, one with a reason is withdrawn.
    """

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    is_internal = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "code"),
                condition=Q(withdrawn_at=None),
                name="one_published_material_a_code",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="c9_3_2_7_material_has_a_source"),
        )

    def __str__(self) -> str:
        return self.code


class HandOut(models.Model):
    """What one customer was given; by link it has a number and an address."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    how = models.CharField(max_length=6, choices=Way.column())
    items = ArrayField(models.CharField(max_length=64))
    material_ids = ArrayField(models.BigIntegerField())
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    staff_id = models.BigIntegerField()
    number = models.BigIntegerField(null=True)
    token = models.CharField(max_length=32, blank=True)
    until_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_link_a_number"),
            models.UniqueConstraint(
                fields=("token",), condition=~Q(token=""), name="one_link_an_address"
            ),
            models.CheckConstraint(
                condition=Q(how="paper", number=None, token="")
                | (Q(how="link", number__isnull=False, until_on__isnull=False) & ~Q(token="")),
                name="links_have_number_address_and_end",
            ),
        )
        indexes = (models.Index(fields=("site_id", "phone", "-at"), name="given_to_a_customer"),)

    def __str__(self) -> str:
        return f"{self.how} {self.pk}"


class Opening(models.Model):
    """An opening of a link that counts."""

    hand_out = models.ForeignKey(HandOut, on_delete=models.PROTECT, related_name="openings")
    visitor = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("hand_out", "visitor", "-at"), name="openings_of_a_link"),)

    def __str__(self) -> str:
        return f"{self.hand_out_id} {self.at}"
