"""Cases and what was said in them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Status(Choice):
    """Where a case stands."""

    OPEN = "open", phrase("To be decided")
    DECIDED = "decided", phrase("Decided, may be appealed")
    APPEALED = "appealed", phrase("Under appeal")
    CLOSED = "closed", phrase("Case closed")


class Cause(Choice):
    """What a decision finds to be the cause."""

    SALESPERSON = "salesperson", phrase("the salesperson")
    DEALER = "dealer", phrase("the dealer")
    PRODUCT = "product", phrase("the product")
    TRANSPORT = "transport", phrase("the transport")
    HOUSE = "house", phrase("the house")
    NONE = "none", phrase("nobody")
    OTHER = "other", phrase("something else")


class End(Choice):
    """How a case came to its end."""

    DECIDED = "decided", phrase("decided")
    UPHELD = "upheld", phrase("upheld on appeal")
    CHANGED = "changed", phrase("changed on appeal")
    GRANTED = "granted", phrase("appeal granted, for nobody ruled on it")
    DROPPED = "dropped", phrase("dropped, for nobody decided it")
    SETTLED = "settled", phrase("settled by itself")


class Case(models.Model):
    """One case of a site: whom it concerns, where it stands, what was decided.

    `facts` is what the owner of a kind that opens by itself keeps of it. Numbers run 1, 2, 3 at a site.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    clause = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    person = models.CharField(max_length=64, blank=True)
    person_id = models.BigIntegerField(null=True)
    dealer = models.CharField(max_length=64, blank=True)
    suspects = ArrayField(models.CharField(max_length=64), default=list)
    parties = ArrayField(models.CharField(max_length=200), default=list)
    item = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status.column(), default=Status.OPEN.value)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=64, blank=True)
    drop_on = models.DateField(null=True)
    """The last day on which it can be decided, where the kind has one."""
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)
    decider_post = models.CharField(max_length=20, blank=True)
    cause = models.CharField(max_length=20, choices=Cause.column(), blank=True)
    reason = models.TextField(blank=True)
    charged = models.CharField(max_length=64, blank=True)
    amount_fen = models.BigIntegerField(null=True)
    measure = models.CharField(max_length=200, blank=True)
    points = models.SmallIntegerField(null=True)
    appealed_at = models.DateTimeField(null=True)
    decide_by = models.DateField(null=True)
    """The last day on which its appeal can be ruled on."""
    closed_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=End.column(), blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_case_a_number"),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | (~Q(status="closed") & Q(closed_at=None)),
                name="closed_cases_say_when",
            ),
            models.CheckConstraint(
                condition=Q(appealed_at=None) | Q(decided_at__isnull=False),
                name="appeals_follow_decisions",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gt=0), name="charged_amounts_are_sums"
            ),
        )
        indexes = (
            models.Index(
                fields=("site_id", "kind"), condition=~Q(status="closed"), name="cases_not_closed"
            ),
            models.Index(fields=("person_id",), name="cases_of_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def subject(self) -> str:
        """Return how records name it: `case:3`."""
        return f"case:{self.number}"


class EntryKind(Choice):
    """What was said in a case."""

    OPENED = "opened", phrase("opened the case")
    ADDED = "added", phrase("added")
    ANSWERED = "answered", phrase("answered")
    DECIDED = "decided", phrase("decided")
    APPEALED = "appealed", phrase("appealed")
    RULED = "ruled", phrase("ruled on the appeal")


class CaseEntry(models.Model):
    """One thing that somebody said or did in a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind.column())
    at = models.DateTimeField()
    by = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    dealer = models.CharField(max_length=64, blank=True)
    """Whose answer it is, where somebody enters that of a dealer."""
    photos = models.SmallIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("case", "id"), name="entries_of_a_case"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"
