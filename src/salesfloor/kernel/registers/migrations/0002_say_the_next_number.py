"""The number of the next line is known with its lock: what names it need not wait for the line."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "0006_next_line.sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registers", "0001_open_the_registers")]
    operations: ClassVar = [
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"),
            "DROP FUNCTION register.append_next; DROP FUNCTION register.next_line",
        )
    ]
