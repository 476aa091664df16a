"""What comes back from looking into a file, and what the process that looks may use.

The programs that read strangers' files are loaded by that process alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.kernel.files.kinds import FileKind

MEMORY, SECONDS = 1536 * 1024 * 1024, 20
"""What the inspecting process may use."""
UNUSABLE: Final = 3
"""Its exit status for a file that is refused."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that can be taken, as it will be stored."""

    kind: FileKind
    content: bytes
    taken_at: datetime | None = None
