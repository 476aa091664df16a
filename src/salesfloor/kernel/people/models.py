"""Company, sites, teams, staff, moves, accounts."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Upper

from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade


class Site(models.Model):
    """One place with its people, registers and rotation."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    trade = models.CharField(max_length=20, choices=Trade.column())
    opens = models.TimeField()
    closes = models.TimeField()
    policy_serial = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(Upper("code"), name="one_site_of_a_code"),)

    def __str__(self) -> str:
        return self.code


class Team(models.Model):
    """Consultants under exactly one lead (3.1.1)."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("site", "name"), name="one_team_of_a_name"),)

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """A person with a post; salespeople and leads have a home team."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    pinyin = models.CharField(max_length=300, blank=True)
    post = models.CharField(max_length=20, choices=[(post.value, post.value) for post in Post])
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="staff", null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="staff", null=True)
    pin_hash = models.CharField(max_length=200, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("team",),
                condition=Q(post=Post.LEAD, left_at=None),
                name="c3_1_1_one_lead_of_a_team",
            ),
            models.UniqueConstraint(Upper("code"), name="one_person_of_a_code"),
        )
        indexes = (models.Index(fields=("site", "post"), name="staff_of_a_site"),)

    def __str__(self) -> str:
        return self.code


class Move(models.Model):
    """A transfer, a loan or a change of post, with its reason (3.1.2)."""

    class Kind(models.TextChoices):
        """To another team for good or for some days, or to another post."""

        TRANSFER = "TRANSFER"
        LOAN = "LOAN"
        POST = "POST"

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    from_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    from_post = models.CharField(max_length=20, blank=True)
    to_post = models.CharField(max_length=20, blank=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200)
    moved_by = models.CharField(max_length=64)
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="c3_1_1_one_loan_at_a_time",
                expressions=(
                    ("staff", RangeOperators.EQUAL),
                    (
                        Func(F("from_at"), F("until_at"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ),
                condition=Q(kind="LOAN"),
            ),
            models.CheckConstraint(
                condition=Q(kind="POST", to_post__gt="") | Q(to_post="", to_team__isnull=False),
                name="moved_to_a_team_or_a_post",
            ),
        )
        indexes = (models.Index(fields=("staff", "-from_at"), name="moves_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.staff_id}"


class Account(AbstractUser):
    """The log-in of a person."""

    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="account", null=True)
    must_change = models.BooleanField(default=False, db_default=False)
    """Whether somebody else knows the password, so that the next log-in asks for one of one's own."""


class Tries(models.Model):
    """The latest tries at a secret, such as a PIN, and whether the last one was refused."""

    key = models.CharField(max_length=200, primary_key=True)
    taken = ArrayField(models.DateTimeField())
    refused_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class Token(models.Model):
    """A key for programs that speak for a person; only its hash is kept."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label
