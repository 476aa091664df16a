"""Files by the hash of what was uploaded; who uploaded them; what they are attached to."""

from __future__ import annotations

from django.db import models

from salesfloor.kernel.files.kinds import FileKind


class StoredFile(models.Model):
    """A file that arrived. `value` is the SHA-256 of the bytes that were sent, as its sender knows it."""

    value = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=FileKind.column())
    path = models.CharField(max_length=120)
    """Where the storage has it: by the hash of what is left without metadata."""
    size = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True)
    """When the camera says that it was taken: a claim."""
    stored_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.value


class Upload(models.Model):
    """Somebody sent the bytes of a file, and so had them."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uploads")
    staff_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("file", "staff_id"), name="one_upload_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.file_id} {self.staff_id}"


class Attachment(models.Model):
    """A subject of a site names a file; the file may arrive later."""

    site_id = models.BigIntegerField()
    kind = models.CharField(max_length=50)
    """Kind of subject, as `finding` of `finding:3`."""
    name = models.CharField(max_length=100)
    part = models.CharField(max_length=64, blank=True)
    """Which part of the subject, such as an item of a checklist."""
    value = models.CharField(max_length=64)
    staff_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("site_id", "kind", "name", "part", "value"), name="one_attachment_a_subject"
            ),
        )
        indexes = (models.Index(fields=("value",), name="attachments_of_a_file"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.name} {self.value[:8]}"
