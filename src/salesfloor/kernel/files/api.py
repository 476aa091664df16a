"""What other modules may ask of files."""

from salesfloor.kernel.files.apart import run_apart
from salesfloor.kernel.files.commands import FileKept, attach, destroy, receive
from salesfloor.kernel.files.kinds import LARGEST, FileKind
from salesfloor.kernel.files.queries import (
    Shown,
    everybody_of_site,
    file_seen_by,
    of,
    of_many,
    repeated,
)
from salesfloor.kernel.files.serving import serve, serve_attached

__all__ = [
    "LARGEST",
    "FileKept",
    "FileKind",
    "Shown",
    "attach",
    "destroy",
    "everybody_of_site",
    "file_seen_by",
    "of",
    "of_many",
    "receive",
    "repeated",
    "run_apart",
    "serve",
    "serve_attached",
]
