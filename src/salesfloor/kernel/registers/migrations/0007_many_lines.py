"""Lines of an old book are written in batches; each is let in behind the one before it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "0010_many_lines.sql"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("registers", "0006_tell_django_of_the_tables")]
    operations: ClassVar = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
