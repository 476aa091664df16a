"""Write the bundle of a site's registers, as an export does.

    python bench/bundle.py URL SITE_ID FILE

Runs in a process of its own, because Django serves one database a process.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from salesfloor.app import database


def main() -> None:
    """Write the bundle."""
    url, site_id, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    database.set_up_django(url)
    from salesfloor.base.commands import Actor  # noqa: PLC0415 - after Django's set-up
    from salesfloor.base.posts import Post  # noqa: PLC0415
    from salesfloor.kernel.registers.exporting import write_bundle  # noqa: PLC0415

    manager = Actor("bench", Post.GENERAL_MANAGER, site_id)
    write_bundle(actor=manager, at=datetime.now(UTC), site_id=site_id, path=path)


if __name__ == "__main__":
    main()
