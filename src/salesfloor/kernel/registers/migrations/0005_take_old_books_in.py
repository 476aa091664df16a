"""Lines of an old book come in together, in a volume of their own."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "0009_old_books.sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registers", "0004_cheaper_looks")]
    operations: ClassVar = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), "DROP FUNCTION register.append_old")
    ]
