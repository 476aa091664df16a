"""The register schema: tables, functions, guards, roles."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"
PARTS = ("0001_tables", "0002_hashing", "0003_writing", "0004_volumes", "0005_guards")


class Migration(migrations.Migration):
    """Irreversible on purpose: registers are never dropped by a migration."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.RunSQL((SQL / f"{part}.sql").read_text(encoding="utf-8")) for part in PARTS
    ]
