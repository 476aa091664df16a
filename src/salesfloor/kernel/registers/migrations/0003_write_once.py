"""A line's hash is made once, and the volume of the next line is not sought again."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "0007_less_twice.sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registers", "0002_say_the_next_number")]
    operations: ClassVar = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
