"""Personal values beside a line are destroyed after a notice of it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "0011_erasing.sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registers", "0007_many_lines")]
    operations: ClassVar = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
