"""People sort by the reading of their surname that its bearers use."""

from typing import Any

from django.db import migrations


def spell_anew(apps: Any, _: Any) -> None:  # noqa: ANN401 - as Django calls it
    """Give the people on record the readings of surnames."""
    from salesfloor.base.names import pinyin_of  # noqa: PLC0415

    for person in apps.get_model("people", "Staff").objects.only("pk", "name", "pinyin"):
        person.pinyin = pinyin_of(person.name)
        person.save(update_fields=["pinyin"])


class Migration(migrations.Migration):
    dependencies = [("people", "0004_codes_differ_by_more_than_case")]

    operations = [migrations.RunPython(spell_anew, migrations.RunPython.noop)]
