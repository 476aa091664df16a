"""Customers, how they are related, whose they are, and how they were followed up."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from salesfloor.floor.customers.choices import ClaimStep


class Customer(models.Model):
    """One phone at one site; the phone in its normal form is what makes the customer."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    name = models.CharField(max_length=50, blank=True)
    pinyin = models.CharField(max_length=300, blank=True)
    initials = models.CharField(max_length=50, blank=True)
    folded = models.GeneratedField(
        expression=models.Func("name", function="customers_folded"),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )
    """The name as it is compared: `base.names.folded`."""
    area = models.CharField(max_length=200, blank=True)
    medium = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    registered_at = models.DateTimeField(null=True)
    """Since when the phone stands in the visit or call register; None for who was only referred."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "phone"), name="c3_5_0_one_customer"),
        )
        indexes = (
            GinIndex(
                OpClass("folded", name="gin_trgm_ops"),
                OpClass("pinyin", name="gin_trgm_ops"),
                OpClass("phone", name="gin_trgm_ops"),
                name="customer_search",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class RelationKind(models.TextChoices):
    """What one phone's holder is to another's."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    SHAREHOLDER = "shareholder"
    COMPANY = "company"
    EMPLOYEE = "employee"
    EMPLOYER = "employer"
    SAME = "same_customer"
    """One person with two phones, confirmed by the manager."""


class Relation(models.Model):
    """What `other` is to `phone`; each relation stands twice, once from either side."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    other = models.CharField(max_length=20)
    relation = models.CharField(max_length=20, choices=RelationKind.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "phone", "other", "relation"),
                condition=Q(ended_at=None),
                name="one_standing_relation",
            ),
        )

    def __str__(self) -> str:
        return self.relation


class Referral(models.Model):
    """Who sent a customer: the first referrer recorded, until a manager takes it back (3.5.4)."""

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    referrer = models.CharField(max_length=20)
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    why_not = models.CharField(max_length=20, blank=True)
    """Why no thanks are due for it; empty where they are."""
    ended_at = models.DateTimeField(null=True)
    """When it was taken back as recorded wrongly; it stays readable and counts for nothing."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "phone"),
                condition=Q(ended_at=None),
                name="c3_5_4_one_referrer",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class PhoneShown(models.Model):
    """A whole phone shown to somebody, for the count of an hour and of a week (7.2.2)."""

    site_id = models.BigIntegerField()
    staff_id = models.BigIntegerField()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("staff_id", "-at"), name="phones_shown_lately"),)

    def __str__(self) -> str:
        return str(self.pk)


class Claim(models.Model):
    """A consultant's right to a customer, from its founding to its end."""

    class Kind(models.TextChoices):
        """What the claim rests on; it says by when it must be kept alive."""

        VISIT = "visit"
        CALL = "call"
        REFERRAL = "referral"

    class End(models.TextChoices):
        """How a claim came to its end."""

        LAPSED = "LAPSED"
        WITHDRAWN = "WITHDRAWN"

    site_id = models.BigIntegerField()
    phone = models.CharField(max_length=20)
    owner_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    made_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    warns_at = models.DateTimeField(null=True)
    """When the owner is told that it is about to lapse."""
    reception_id = models.BigIntegerField(null=True)
    policy_serial = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=End.choices, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "phone"),
                condition=Q(ended_at=None),
                name="c3_5_0_one_standing_claim",
            ),
        )
        indexes = (
            models.Index(
                fields=("owner_id", "lapses_at"),
                condition=Q(ended_at=None),
                name="claims_of_an_owner",
            ),
            models.Index(fields=("site_id", "phone", "-made_at"), name="claims_of_a_phone"),
        )

    def __str__(self) -> str:
        return f"{self.kind} claim {self.pk}"


class ClaimEvent(models.Model):
    """What happened to a claim; its validity is the sum of these."""

    Kind = ClaimStep

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.column())
    at = models.DateTimeField()
    staff_id = models.BigIntegerField()
    reception_id = models.BigIntegerField(null=True)
    kind_before = models.CharField(max_length=10, blank=True)
    lapses_before = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("reception_id",),
                condition=Q(reception_id__isnull=False),
                name="claim_events_of_a_reception",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.claim_id}"


class FollowUpPage(models.Model):
    """One customer, one page of a consultant's follow-up book (3.4.3.3)."""

    book_id = models.BigIntegerField()
    number = models.IntegerField()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="pages")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("book_id", "number"), name="c3_4_3_3_no_page_twice"),
            models.UniqueConstraint(
                fields=("book_id", "customer"), name="c3_4_3_3_one_page_a_customer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.book_id}/{self.number}"


class FollowUp(models.Model):
    """A contact after the reception, as it stands in the follow-up book (3.3.2.2)."""

    page = models.ForeignKey(FollowUpPage, on_delete=models.PROTECT, related_name="entries")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="follow_ups")
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    method = models.CharField(max_length=12)
    note = models.TextField()
    reached = models.BooleanField()
    next_step = models.CharField(max_length=200, blank=True)
    next_on = models.DateField(null=True)
    referral_asked = models.BooleanField(null=True)
    reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Why sooner than customers are usually contacted, or on a day they asked to be left alone."""
    line_no = models.IntegerField()
    struck_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("staff_id", "-at"), name="follow_ups_of_staff"),)

    def __str__(self) -> str:
        return f"{self.method} {self.at}"

    @property
    def field_id(self) -> str:
        """Return the name of the field in which striking the line is explained."""
        return f"strike-{self.pk}"


class ContactBan(models.Model):
    """Days on which a customer asked to be left alone: weekdays, two dates, or all (9.6.2.2)."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="bans")
    weekdays = ArrayField(models.CharField(max_length=3), default=list)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    is_all = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=64)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("customer",), condition=Q(ended_at=None), name="bans_in_force"),
        )

    def __str__(self) -> str:
        return f"{self.customer_id} since {self.set_at}"


class ThreadNote(models.Model):
    """A word among those who have a part in a customer, or the line they agreed on (9.6.2.4)."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="thread")
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()
    text = models.TextField()
    is_line = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.customer_id} {self.at}"


class ThreadRead(models.Model):
    """How far somebody has read a customer's thread."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="thread_reads")
    staff_id = models.BigIntegerField()
    up_to = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("customer", "staff_id"), name="one_mark_a_reader"),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} up to {self.up_to}"


class Regrade(models.Model):
    """A grade given outside of a reception, with its reason (9.3.2.5)."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="regrades")
    at = models.DateTimeField()
    grade = models.CharField(max_length=1)
    by = models.CharField(max_length=64)
    reason = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.grade


class ClaimShare(models.Model):
    """One person's share in a customer, by a decision or an agreement; it holds as long as its claim (3.5.1)."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="shares")
    staff_id = models.BigIntegerField()
    hundredths = models.IntegerField()
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("claim", "staff_id"),
                condition=Q(ended_at=None),
                name="c3_5_1_one_share_a_person",
            ),
            models.CheckConstraint(
                condition=Q(hundredths__gte=0, hundredths__lte=100), name="share_of_a_whole"
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id}: {self.hundredths} of {self.claim_id}"
