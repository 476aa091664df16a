"""Proposals and what was decided about them."""

from __future__ import annotations

from django.db import models

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class ProposalKind(Choice):
    """What a proposal is about."""

    SELLING = "selling", phrase("How we sell")
    QUALITY = "quality", phrase("Quality")
    NEW_PRODUCT = "new_product", phrase("A new product")
    MANAGEMENT = "management", phrase("How we work")
    SERVICE = "service", phrase("Service")


class Season(Choice):
    """For which season it is."""

    SPRING = "spring", phrase("Spring")
    SUMMER = "summer", phrase("Summer")
    AUTUMN = "autumn", phrase("Autumn")
    WINTER = "winter", phrase("Winter")


class Decision(Choice):
    """What can be decided about a proposal."""

    ACCEPTED = "accepted", phrase("Adopted")
    DECLINED = "declined", phrase("Declined")
    LATER = "later", phrase("Later")


class State(Choice):
    """How a proposal stands: not answered yet, or the last decision."""

    OPEN = "open", phrase("Not answered yet")
    ACCEPTED = "accepted", phrase("Adopted")
    DECLINED = "declined", phrase("Declined")
    LATER = "later", phrase("Later")


class Proposal(models.Model):
    """One proposal; `later` sets its time anew. Numbers run 1, 2, 3 at a site."""

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    clause = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=ProposalKind.column())
    text = models.TextField()
    place = models.CharField(max_length=64, blank=True)
    season = models.CharField(max_length=10, choices=Season.column(), blank=True)
    status = models.CharField(max_length=10, choices=State.column(), default=State.OPEN.value)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=64)
    proposer_id = models.BigIntegerField()
    proposer_post = models.CharField(max_length=20)
    answer_until = models.DateField()
    told_at = models.DateTimeField(null=True)
    """When it was told upwards that nobody answered in the time that runs."""
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    owner = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_proposal_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def subject(self) -> str:
        """Return how records name it: `proposal:3`."""
        return f"proposal:{self.number}"
