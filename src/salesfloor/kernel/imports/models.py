"""Files that were sent, mappings that were confirmed, rows that came in, imports that were done."""

from __future__ import annotations

from django.db import models


class SentFile(models.Model):
    """A spreadsheet that somebody sent, kept while it is worked on; named by the SHA-256 of its bytes."""

    site_id = models.BigIntegerField()
    value = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    staff_id = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "value"), name="one_file_of_a_content"),
        )

    def __str__(self) -> str:
        return self.value


class Mapping(models.Model):
    """Which field stands in which column, as somebody confirmed it for a row of headers."""

    site_id = models.BigIntegerField()
    headers = models.TextField()
    columns = models.JSONField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "headers"), name="one_mapping_of_headers"),
        )

    def __str__(self) -> str:
        return self.headers[:50]


class KnownRow(models.Model):
    """A row that came in, known again by a hash of its content and its count among equal ones."""

    site_id = models.BigIntegerField()
    content = models.BinaryField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("site_id", "content"), name="one_known_row"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Import(models.Model):
    """An import that wrote something, by whom and from which file."""

    site_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    file = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    added = models.IntegerField()
    bad = models.IntegerField()

    class Meta:
        indexes = (models.Index(fields=("site_id", "-at"), name="imports_of_a_site"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.file[:8]}"
