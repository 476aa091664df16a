"""Handing the registers out as a bundle that anybody can verify without us."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.db import transaction

from salesfloor.base.commands import Actor
from salesfloor.base.posts import Post
from salesfloor.kernel.registers import offline_verifier, rules
from salesfloor.kernel.registers.records import microseconds, one_moment, records
from salesfloor.kernel.registers.writing import append

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PIECE: Final = 4096
"""How many records are written at once."""
README: Final = """\
登记簿验证包。请用另行取得的 offline_verifier.py(或本包所附的一份)验证:

    python offline_verifier.py {name} --anchor 册名:行号:指纹

指纹印在来访小票、收据和日结单上;只有它们能证明末尾没有缺行、整册没有重写。

A bundle of registers. Verify it with offline_verifier.py, got from elsewhere if you can:

    python offline_verifier.py {name} --anchor BOOK:LINE:HASH

Anchors stand on visitors' slips, receipts and day sheets; only they show that no lines are missing
at the end and that no book was written anew.
"""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was written."""

    path: Path
    volumes: int
    lines: int


def write_bundle(
    *,
    actor: Actor,
    at: datetime,
    site_id: int,
    path: Path,
    with_values: bool = False,
    anchors: Iterable[offline_verifier.Anchor] = (),
) -> Bundle:
    """Write a site's registers as a zip with its verifier, and leave the trace (3.2.3.4).

    Without `with_values` no personal value leaves the house: lines hold commitments only.

    :raises Refused: 3.2.3.4 unless for a manager, or the person who runs the installation.
    """
    if actor.post is not Post.OPERATOR:
        rules.may_read_across(actor.post).enforce()
    with transaction.atomic():
        trace = {"do": "export", "volume": "*", "values": with_values}
        append(site_id=site_id, kind="custody", actor=actor, at=at, body=trace)
    counts = [0, 0]
    made = b"made\t%d\t%b\t%d" % (microseconds(at), _escaped(actor.code), with_values)
    anchored = [f"anchor\t{a.book}\t{a.line}\t{a.digits}".encode() for a in anchors]
    with (
        one_moment(),
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle,
    ):
        with bundle.open(offline_verifier.MEMBER, "w", force_zip64=True) as file:
            for piece in _pieces(site_id, [made, *anchored], counts, with_values=with_values):
                file.write(piece)
        bundle.writestr("offline_verifier.py", Path(offline_verifier.__file__).read_bytes())
        bundle.writestr("README.txt", README.format(name=path.name))
    return Bundle(path, *counts)


def _pieces(
    site_id: int, first: list[bytes], counts: list[int], *, with_values: bool
) -> Iterator[bytes]:
    rows = [offline_verifier.FIRST_ROW, *first]
    for row in records(site_id, with_values=with_values):
        rows.append(row)
        counts[0] += row.startswith(b"book\t")
        counts[1] += row[:1].isdigit()
        if len(rows) == PIECE:
            yield b"\n".join([*rows, b""])
            rows = []
    yield b"\n".join([*rows, b"end\t%d\t%d" % tuple(counts), b""])


def _escaped(text: str) -> bytes:
    """Return a text as PostgreSQL's COPY would write it."""
    for character, escape in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(character, escape)
    return text.encode()
