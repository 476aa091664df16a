"""A site's checklists in their versions, and the checks done by them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Result(Choice):
    """How an item of a check was answered."""

    PASS = "pass", phrase("In order")
    FAIL = "fail", phrase("Not in order")
    NA = "na", phrase("Does not apply")


class SiteChecklist(models.Model):
    """A site's own copy of a checklist, made when it is first used; `version` counts the changes."""

    site_id = models.BigIntegerField()
    code = models.CharField(max_length=64)
    version = models.IntegerField(default=1)
    copied_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "code"), name="one_copy_of_a_checklist"),
        )

    def __str__(self) -> str:
        return self.code


class ItemVersion(models.Model):
    """An item of a site's checklist as it stands from a day on."""

    checklist = models.ForeignKey(SiteChecklist, on_delete=models.PROTECT, related_name="items")
    version = models.IntegerField()
    from_on = models.DateField()
    position = models.IntegerField()
    code = models.CharField(max_length=64)
    zh = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    fault_zh = models.CharField(max_length=200, blank=True)
    fault_en = models.CharField(max_length=200, blank=True)
    weight = models.IntegerField()
    grade = models.CharField(max_length=10, blank=True)
    photo_on_fail = models.BooleanField()
    na = models.BooleanField()
    only_with = models.CharField(max_length=64, blank=True)
    auto = models.CharField(max_length=64, blank=True)
    fails_to = models.CharField(max_length=12)
    number = models.BooleanField()
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("checklist", "code", "version"), name="one_item_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Check(models.Model):
    """A check done: by which version of which list, about what, with how many points.

    `number` is that of its line in the register.
    """

    site_id = models.BigIntegerField()
    number = models.BigIntegerField()
    checklist = models.CharField(max_length=64)
    version = models.IntegerField()
    clause = models.CharField(max_length=20)
    subject_kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=64)
    at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=64)
    got = models.IntegerField()
    possible = models.IntegerField()
    failed = ArrayField(models.CharField(max_length=200), default=list)
    struck_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "number"), name="one_check_a_number"),
        )
        indexes = (
            models.Index(fields=("site_id", "checklist", "-at"), name="checks_of_a_list"),
            models.Index(fields=("site_id", "subject", "-at"), name="checks_of_a_subject"),
        )

    def __str__(self) -> str:
        return f"{self.checklist} {self.number}"


class CheckAnswer(models.Model):
    """How one item of a check was answered, with its weight and grade of then.

    Its photos are attached to the check, with the item as their part.
    """

    done_in = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="answers")
    position = models.IntegerField()
    item = models.CharField(max_length=200)
    words = models.CharField(max_length=200)
    version = models.ForeignKey(ItemVersion, on_delete=models.PROTECT, null=True)
    result = models.CharField(max_length=4, choices=Result.column(), blank=True)
    number = models.IntegerField(null=True)
    weight = models.IntegerField()
    grade = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("done_in", "item"), name="one_answer_an_item"),
            models.CheckConstraint(
                condition=models.Q(result="", number__isnull=False)
                | (~models.Q(result="") & models.Q(number=None)),
                name="answered_with_a_word_or_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.result}"
