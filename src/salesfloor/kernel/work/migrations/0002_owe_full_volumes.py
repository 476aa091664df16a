"""Volumes that were full before the lists of work existed stand on the managers' lists, too."""

from django.db import migrations

OWE = """
    INSERT INTO work_workitem (site_id, kind, subject, who, clause, template, facts, raised_at,
        command, given)
    SELECT site_id, 'volume', 'book:' || kind || ':' || number, 'post:manager', '3.2.3.5',
        '{title}, volume {number}, is full: hand it in.',
        jsonb_build_object('title', kind, 'number', number::text), coalesce(closed_at, last_at),
        'hand_in_volume', jsonb_build_object('register', kind, 'volume', number)
    FROM register.book WHERE status = 'FULL'
    ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0001_begin"), ("registers", "0004_cheaper_looks")]

    operations = [migrations.RunSQL(OWE, migrations.RunSQL.noop)]
