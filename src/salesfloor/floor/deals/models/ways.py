"""The whole way of a deal: stages that are done, banks and their papers, loans."""

from __future__ import annotations

from django.db import models

from salesfloor.floor.deals.choices import Stage
from salesfloor.floor.deals.models.deals import Deal


class StageDone(models.Model):
    """A stage of a deal that is finished (7.1.4)."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=12, choices=Stage.column())
    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    staff_id = models.BigIntegerField(null=True)
    documents = models.JSONField(default=list)
    note = models.CharField(max_length=4000, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("deal", "stage"),
                condition=models.Q(undone_at=None),
                name="c7_1_4_one_end_a_stage",
            ),
        )

    def __str__(self) -> str:
        return self.stage


class Bank(models.Model):
    """A bank, and the papers that it wants for a loan (7.1.14)."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    papers = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "code"), name="one_bank_of_a_code"),
        )

    def __str__(self) -> str:
        return self.code


class Loan(models.Model):
    """The loan of a deal: at which bank, over how much, when its papers were handed in."""

    deal = models.OneToOneField(Deal, on_delete=models.PROTECT, related_name="loan")
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT)
    amount_fen = models.BigIntegerField()
    opened_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"loan of {self.deal_id}"


class LoanPaper(models.Model):
    """One paper of a loan that the bank wants; handed in by the customer or still missing."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="papers")
    name = models.CharField(max_length=200)
    at = models.DateTimeField(null=True)
    by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("loan", "name"), name="c7_1_14_one_paper_of_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def part(self) -> str:
        """Return under which name its photos stand beside the deal."""
        return f"loan_paper:{self.pk}"
