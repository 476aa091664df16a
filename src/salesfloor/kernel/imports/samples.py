"""What can be given by each command about imports on a furnished floor, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample
from salesfloor.kernel.imports.commands import receive


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the fields of each command; the file lists one person who is new."""
    content = "姓名,岗位,组别,电话\n新来,前台,,13900139000\n".encode("gb18030")
    value = receive(
        site_id=floor.site_id,
        staff_id=None,
        name="people.csv",
        content=content,
        at=floor.now,
    )
    return {
        "import_file": Sample(
            {"kind": "staff", "file": value, "apply": True},
            by="general_manager director manager admin",
        ),
    }
