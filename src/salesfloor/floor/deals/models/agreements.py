"""Subscription agreements: their words, who signed, where mistakes were found, the sealed paper."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.floor.deals.choices import ENDED, AgreementStatus, Party, WayOfPaying
from salesfloor.floor.deals.models.deals import Deal


class Agreement(models.Model):
    """One agreement; its words never change after it is written.

    `number` is that of its line in the agreement book. `holder_id` is who has the sealed paper.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="agreements")
    unit_id = models.BigIntegerField()
    unit = models.CharField(max_length=64)
    status = models.CharField(max_length=22, choices=AgreementStatus.column())
    writer_id = models.BigIntegerField()
    writer = models.CharField(max_length=64)
    approved_by = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    buyer = models.CharField(max_length=50)
    id_no = models.CharField(max_length=20)
    id_type = models.CharField(max_length=10, blank=True)
    co_buyers = models.JSONField(default=list)
    list_price_fen = models.BigIntegerField()
    discount = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    price_fen = models.BigIntegerField()
    deposit_fen = models.BigIntegerField()
    payment = models.CharField(max_length=12, choices=WayOfPaying.column())
    terms = models.JSONField(default=dict)
    """Code -> the wording approved at that moment."""
    special = models.TextField(blank=True)
    special_by = models.CharField(max_length=64, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    holder_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_agreement_a_number"),
            models.UniqueConstraint(
                fields=("unit_id",),
                condition=~Q(status__in=sorted(ENDED)),
                name="one_open_agreement_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(price_fen__gt=0, price_fen__lte=models.F("list_price_fen")),
                name="c3_4_2_2_price_within_the_list",
            ),
        )

    def __str__(self) -> str:
        return f"agreement {self.number}"


class Signature(models.Model):
    """One signature; those on a returned agreement are void and stay on record."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=10, choices=Party.column())
    staff_id = models.BigIntegerField(null=True)
    witness_id = models.BigIntegerField(null=True)
    """Whose screen the buyer signed on."""
    at = models.DateTimeField()
    void_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "party"),
                condition=Q(void_at=None),
                name="c3_4_2_4_one_signature_a_party",
            ),
        )

    def __str__(self) -> str:
        return f"{self.party} {self.at}"


class ReviewPlace(models.Model):
    """A place of a paper at which a mistake was found: of an agreement, a contract, loan papers."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="places")
    paper = models.CharField(max_length=40)
    """Which paper of the deal: `agreement:7`, `contract`, `loan`."""
    place = models.CharField(max_length=200)
    found_at = models.DateTimeField()
    found_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("deal", "paper", "place"), name="c7_1_11_one_mistake_a_place"
            ),
        )

    def __str__(self) -> str:
        return self.place


class SealedPaper(models.Model):
    """The bytes of a sealed agreement, as they were signed; never rendered again."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="paper")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256
