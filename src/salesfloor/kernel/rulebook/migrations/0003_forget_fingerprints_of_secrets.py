"""Forget the fingerprints of bodies that held a PIN or a password: it could be guessed from them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0002_one_index_for_keys")]

    operations = [
        migrations.RunSQL(
            """
            UPDATE rulebook_evidence SET fingerprint = ''
            WHERE command IN ('set_pin', 'open_account', 'reset_password') AND fingerprint <> ''
            """,
            migrations.RunSQL.noop,
        )
    ]
