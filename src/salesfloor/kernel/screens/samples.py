"""What can be given by each command of the module on a furnished floor, and by whom, for tests."""

from __future__ import annotations

from typing import Any

from salesfloor.base.modules import Sample
from salesfloor.kernel.screens.keys import CODE_LASTS, digest_of_token
from salesfloor.kernel.screens.models import Screen


def samples(floor: Any) -> dict[str, Sample]:  # noqa: ANN401 - the tests' builder
    """Return the sample of each command."""
    made = {"made_by": "manager", "made_at": floor.now, "code_until": floor.now + CODE_LASTS}
    digest = digest_of_token(f"{floor.site_id}")
    known = {"token_digest": digest, "paired_at": floor.now}
    Screen.objects.get_or_create(site_id=floor.site_id, name="Hall", defaults=made | known)
    return {
        "pair_screen": Sample({"name": "Door", "code": "12345678"}),
        "revoke_screen": Sample({"screen": "Hall"}),
    }
