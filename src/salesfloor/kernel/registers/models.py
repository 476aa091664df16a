"""Books and lines as the pages read them; only the database's own functions write them."""

from __future__ import annotations

from django.db import models


class Book(models.Model):
    """A volume of a register: a numbered book with a fixed number of lines."""

    site_id = models.BigIntegerField()
    kind = models.TextField()
    number = models.IntegerField()
    name = models.TextField(unique=True)
    holder_id = models.BigIntegerField(null=True)
    first_no = models.BigIntegerField()
    size = models.IntegerField()
    lines = models.IntegerField()
    status = models.TextField()
    genesis = models.BinaryField()
    head = models.BinaryField()
    last_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = 'register"."book'

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """One line of a book, as it was written and for ever is."""

    pk = models.CompositePrimaryKey("book_id", "line_no")
    book = models.ForeignKey(Book, on_delete=models.DO_NOTHING, related_name="written")
    line_no = models.IntegerField()
    kind = models.TextField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.TextField()
    session = models.TextField()
    key = models.TextField(null=True)  # noqa: DJ001 - the register's own column
    ref = models.TextField(null=True)  # noqa: DJ001 - the register's own column
    policy_serial = models.BigIntegerField()
    body = models.TextField()
    commitments = models.TextField()
    prev = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = 'register"."line'

    def __str__(self) -> str:
        return f"{self.book_id}/{self.line_no}"


class Value(models.Model):
    """A personal value beside a line, with the salt of its commitment."""

    pk = models.CompositePrimaryKey("book_id", "line_no", "field")
    book_id = models.BigIntegerField()
    line_no = models.IntegerField()
    field = models.TextField()
    value = models.TextField()
    salt = models.BinaryField()

    class Meta:
        managed = False
        db_table = 'register"."value'

    def __str__(self) -> str:
        return f"{self.book_id}/{self.line_no}/{self.field}"
