"""Papers of a subject, each with the day to which it is good."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class PaperKind(Choice):
    """What a paper is."""

    BUSINESS_LICENCE = "business_licence", phrase("Business licence")
    FOOD_LICENCE = "food_licence", phrase("Food licence")
    FIRE_ACCEPTANCE = "fire_acceptance", phrase("Fire safety acceptance")
    HAZCHEM_LICENCE = "hazchem_licence", phrase("Hazardous chemicals licence")
    FUEL_RETAIL_LICENCE = "fuel_retail_licence", phrase("Fuel retail licence")
    PUMP_CALIBRATION = "pump_calibration", phrase("Calibration of the pumps")
    LIGHTNING_TEST = "lightning_test", phrase("Test of the lightning protection")
    FUEL_TEST = "fuel_test", phrase("Fuel test")
    HEALTH_CERTIFICATE = "health_certificate", phrase("Health certificate")
    SECURITY_PERMIT = "security_permit", phrase("Security service permit")
    CONTRACT = "contract", phrase("Contract")
    OTHER = "other", phrase("Other paper")


class PaperState(Choice):
    """Whether a paper is good."""

    VALID = "valid", phrase("Valid")
    EXPIRING = "expiring", phrase("Expires soon")
    EXPIRED = "expired", phrase("Expired")


class Paper(models.Model):
    """One paper of one subject. The newest of its kind counts; older ones stay as its history."""

    site_id = models.BigIntegerField()
    number_in_register = models.BigIntegerField()
    subject_kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=64)
    clause = models.CharField(max_length=20)
    kind = models.CharField(max_length=30, choices=PaperKind.column())
    number = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    """The last good day; none for a paper without an end."""
    issued_by = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "subject_kind", "subject", "kind"),
                condition=Q(replaced_at=None),
                name="one_current_paper_a_kind",
            ),
        )
        indexes = (
            models.Index(
                fields=("site_id", "valid_until"),
                condition=Q(replaced_at=None),
                name="papers_by_their_end",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def about(self) -> str:
        """Return how records name it: `paper:12`."""
        return f"paper:{self.number_in_register}"
