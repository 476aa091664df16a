"""The register schema: tables, functions, guards, roles."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
PARTS = ("0001_tables.sql", "0002_functions.sql", "0003_guards.sql")


class Migration(migrations.Migration):
    """Irreversible on purpose: registers are never dropped by a migration."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.RunSQL((SQL / part).read_text(encoding="utf-8")) for part in PARTS
    ]
