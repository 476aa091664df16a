"""Looking into a file: what it is, that it is whole, and its content without metadata.

`inspect` needs no Django and runs in a process of its own with limits of memory and time (`apart`): what a
hostile file can break is that process and nothing else (cases 48, 63).
"""

from __future__ import annotations

import json
import resource
import sys

from salesfloor.kernel.files import documents, pictures
from salesfloor.kernel.files.inspected import MEMORY, SECONDS, UNUSABLE, Inspected
from salesfloor.kernel.files.kinds import LARGEST, FileKind, kind_of
from salesfloor.kernel.files.unusable import UnusableError, Why


def inspect(content: bytes) -> Inspected:
    """Return the file without metadata.

    :raises UnusableError: it is empty, too large, of another kind, broken, locked or a web page.
    """
    if not content:
        raise UnusableError(Why.EMPTY)
    if len(content) > LARGEST:
        raise UnusableError(Why.TOO_LARGE)
    kind = kind_of(content)
    match kind:
        case None:
            raise UnusableError(Why.OTHER_KIND)
        case FileKind.PDF:
            return Inspected(kind, documents.clean_pdf(content))
        case FileKind.OFD:
            return Inspected(kind, documents.clean_ofd(content))
        case FileKind.XML:
            documents.check_xml(content)
            return Inspected(kind, content)
        case _:
            cleaned, taken_at = pictures.cleaned(content, kind)
            return Inspected(kind, cleaned, taken_at)


def main() -> int:
    """Inspect standard input: a line of JSON and the cleaned content, or the reason, on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    write = sys.stdout.buffer.write
    try:
        found = inspect(sys.stdin.buffer.read())
    except UnusableError as error:
        write(error.why.encode())
        return UNUSABLE
    taken_at = found.taken_at.isoformat() if found.taken_at else None
    write(json.dumps({"kind": found.kind, "taken_at": taken_at}).encode() + b"\n")
    write(found.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
