"""What is looked at for every line, in the cheapest way that says the same."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "0008_cheaper_looks.sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registers", "0003_write_once")]
    operations: ClassVar = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
