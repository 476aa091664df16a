"""Check a bundle of registers without the product that wrote it.

    python offline_verifier.py BUNDLE [--anchor BOOK:LINE:HASH ...] [--anchors FILE]

BUNDLE is what `salesfloor export-register` wrote: a .zip, or the registers.tsv inside it.  An anchor
is what a receipt, a visitor's slip or a day sheet says: the book, the number of the line, and the
first 16 or more digits of its hash.  Only anchors can show that the newest lines are missing or
that a whole book was written anew.  Exit status: 0 all fits, 1 something does not, 2 no bundle.

Needs Python 3.11 or newer and nothing else.  The format: docs/algorithms/registers.md.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import re
import struct
import sys
import zipfile
import zlib
from binascii import unhexlify
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEMBER = "registers.tsv"
FIRST_ROW = b"salesfloor-registers\t1"
LINE_MARK, START_MARK = b"\x00\x01", b"\x02\x01"
FIELDS = {b"made": 4, b"book": 14, b"value": 5, b"anchor": 4, b"end": 3}
LINE_FIELDS = 12
DIGITS_OF_ANCHOR = range(16, 65)
MOST = 10_000
"""How many findings, or packed texts, are kept: bounds the memory whatever the bundle holds."""
ORDINARY = frozenset({b"entry", b"late_entry"})
CORRECTABLE = frozenset({b"entry", b"late_entry", b"override"})
ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


class NotABundleError(Exception):
    """The file cannot be read as a bundle."""


class Finding(NamedTuple):
    """One thing that does not fit: where (`BOOK:LINE`), what sort of thing, and in words."""

    place: str
    sort: str
    words: str


class Anchor(NamedTuple):
    """What is known of a line elsewhere; `source` is empty when it was given to the verifier."""

    book: str
    line: int
    digits: str
    source: str = ""


def anchor_from(text: str) -> Anchor:
    """Read `BOOK:LINE:HASH` as it stands on a slip.

    :raises ValueError: for anything else.
    """
    match = re.fullmatch(r"\s*([^\s:]+/[^\s:]+/\d+):(\d+):([0-9a-fA-F]+)\s*", text)
    if match is None or len(match[3]) not in DIGITS_OF_ANCHOR:
        raise ValueError(f"{text!r} is not BOOK:LINE:HASH with 16 digits or more of the hash")
    return Anchor(match[1], int(match[2]), match[3].lower())


class Packed(dict[bytes, bytes]):
    """Texts with their length before them; those that come again are packed once."""

    def __missing__(self, text: bytes) -> bytes:
        """Pack a text that was not seen before."""
        packed = len(text).to_bytes(4, "big") + text
        if len(self) < MOST:
            self[text] = packed
        return packed


def start_of(book: list[bytes], head_before: bytes) -> bytes:
    """Return the hash that a volume starts from: over its own facts and the end of the one before."""
    name, holder, previous, first_no, size, opened_at, opened_by = book[1:8]
    numbers = struct.pack(">qqqq", int(first_no), int(size), int(holder), int(opened_at))
    packed = Packed()
    facts = packed[name] + numbers + packed[opened_by] + packed[previous] + packed[head_before]
    return hashlib.sha256(START_MARK + facts).digest()


def unescaped(field: bytes) -> bytes:
    """Undo the backslashes of PostgreSQL's COPY text form."""
    return re.sub(rb"\\(.)", lambda found: ESCAPES.get(found[1], found[1]), field, flags=re.DOTALL)


class Verifier:
    """Reads the records of a bundle once, in order, and keeps what does not fit."""

    def __init__(self, anchors: Iterable[Anchor] = ()) -> None:
        """Take the anchors that the registers are held against."""
        self.findings: list[Finding] = []
        self.notes: list[str] = []
        self.volumes = self.lines = self.values = 0
        self._anchors: dict[str, dict[int, list[Anchor]]] = defaultdict(lambda: defaultdict(list))
        self._counts: dict[str, int] = {}
        self._heads: dict[str, tuple[bytes, bytes]] = {}
        self._listed: dict[str, str] = {}
        self._handed_in: dict[str, tuple[Any, ...]] = {}
        self._struck: set[str] = set()
        self._no_entries: set[str] = set()
        self._erased: set[str] = set()
        self._gone: list[tuple[str, int, str]] = []
        self._met: dict[str, int] = defaultdict(int)
        self._sealed: dict[str, int] = defaultdict(int)
        self._book: list[bytes] = []
        self._name = ""
        self._held: dict[int, bytes] = {}
        self._with_values = False
        self.end: list[bytes] = []
        for anchor in anchors:
            self._anchors[anchor.book][anchor.line].append(anchor)

    def read(self, rows: Iterable[bytes]) -> None:  # noqa: C901, PLR0912 - a call costs a third
        """Read records; those of a bundle, or the same as they come from the database.

        :raises NotABundleError: where the records are none.
        """
        count, last, prev, prefix = 0, 0, b"", b""
        is_open = is_broken = is_listing = False
        wanted: dict[int, list[Anchor]] = {}
        packed, pack, sha256 = Packed(), struct.pack, hashlib.sha256
        for row in rows:
            part = row.split(b"\t")
            if b"\\" in row:
                part = [unescaped(field) for field in part]
            if len(part) != LINE_FIELDS:
                if is_open:
                    self._leave(count, prev, is_broken=is_broken)
                is_open = self._take(part)
                if is_open:
                    count, last, is_broken = 0, int(part[6]), False
                    prev, prefix = unhexlify(part[8]), LINE_MARK + packed[part[1]]
                    wanted = self._anchors[self._name]
                    self._meet(wanted.pop(0, []), part[8].decode())
                    is_listing = part[1].split(b"/")[1] == b"books"
                continue
            if not is_open:
                raise NotABundleError("a line that stands in no book")
            number, recorded, at, kind, actor, session, key, ref, policy, body, told, hashed = part
            count += 1
            if not is_broken:
                try:
                    moment = int(recorded)
                    head = prefix + pack(">qqq", count, moment, int(at)) + packed[kind]
                    who = packed[actor] + packed[session] + packed[key] + packed[ref]
                    what = pack(">qI", int(policy), len(body)) + body + pack(">I", len(told))
                    prev = sha256(b"".join((head, who, what, told, prev))).digest()
                    fits = prev == unhexlify(hashed)
                    is_next = moment >= last and int(number) == count
                    last = moment
                except (ValueError, struct.error):
                    fits = is_next = False
                if not (fits and is_next):
                    is_broken = self._break(count, number, fits=fits)
            if is_listing or kind not in ORDINARY:
                self._mark(count, part, is_listing=is_listing)
            if told and self._with_values:
                self._held[count] = told
            if count in wanted:
                self._meet(wanted.pop(count), hashed.decode(errors="replace"))
        if is_open:
            self._leave(count, prev, is_broken=is_broken)

    def finish(self) -> None:
        """Hold against each other what stands in different books."""
        self._miss_values()
        for name, place in self._listed.items():
            if name not in self._counts:
                self._find(name, 0, "missing", f"is missing; {place} lists it")
        for name in sorted(self._counts.keys() - self._listed.keys()):
            self._find(name, 0, "unlisted", "is in no book of books")
        for name, line, field in self._gone:
            if f"{name}:{line}" not in self._erased:
                self._find(name, line, "value", f"the value of {field} is gone without a notice")
        for name, lines in self._anchors.items():
            missed = sorted(line for line, anchors in lines.items() if anchors)
            if missed:
                first = self._counts[name] + 1 if name in self._counts else 0
                source = lines[missed[0]][0].source or "an anchor"
                known = ", ".join(map(str, missed))
                self._find(name, first, "lost", f"is gone: {source} knows line {known}")
        unsealed = sum(max(0, count - self._sealed[name]) for name, count in self._counts.items())
        self.notes.append(f"{unsealed} of {self.lines} lines stand after the last anchor given")

    def _find(self, name: str, line: int, sort: str, words: str) -> None:
        if len(self.findings) < MOST:
            self.findings.append(Finding(f"{name}:{line}", sort, words))

    def _break(self, count: int, number: bytes, *, fits: bool) -> bool:
        """Say what is wrong with a line; all that follows in the book hangs on it."""
        said = number.decode(errors="replace")
        if said != str(count):
            self._find(self._name, count, "gap", f"is not there; line {said} stands in its place")
        elif not fits:
            self._find(self._name, count, "changed", "is not what was written here")
        else:
            self._find(self._name, count, "clock", "was recorded before the line above it")
        return True

    def _take(self, part: list[bytes]) -> bool:
        """Take a record that is no line; tell whether it begins a book."""
        what = part[0]
        is_stray = what == b"value" and not self._with_values
        if len(part) != FIELDS.get(what) or self.end or is_stray:
            raise NotABundleError(f"a record that is none here: {what[:40]!r}, {len(part)} fields")
        if what == b"book":
            self._miss_values()
            self._begin(part)
        elif what == b"value":
            self._value(*part[1:])
        elif what == b"made":
            self._with_values = {b"0": False, b"1": True}[part[3]]
        elif what == b"anchor":
            anchor = anchor_from(b":".join(part[1:]).decode())._replace(source="the bundle")
            self._anchors[anchor.book][anchor.line].append(anchor)
        else:
            self.end = part[1:]
        return what == b"book"

    def _begin(self, book: list[bytes]) -> None:
        name, previous = book[1].decode(), book[3].decode()
        self._book, self._name = book, name
        self.volumes += 1
        code, kind, number = name.split("/")
        before = f"{code}/{kind}/{int(number) - 1}"
        head, status = self._heads.get(previous, (b"", b""))
        if name in self._counts:
            self._find(name, 0, "twice", "is here twice")
        for missing in sorted({previous, before if int(number) > 1 else ""} - {"", *self._counts}):
            self._find(missing, 0, "missing", f"is missing; {name} follows it")
        if status == b"OPEN":
            self._find(previous, self._counts[previous] + 1, "size", f"is open; {name} follows it")
        elif (not previous or head) and start_of(book, head) != unhexlify(book[8]):
            self._find(name, 0, "start", "does not start from its facts and the book before it")

    def _leave(self, count: int, head: bytes, *, is_broken: bool) -> None:
        """End a book: are all its lines there, and no more?"""
        name, status = self._name, self._book[11]
        size, told = int(self._book[5]), int(self._book[9])
        self._counts[name] = count
        self._heads[name] = (unhexlify(self._book[10]), status)
        self.lines += count
        handed_in = (told, self._book[10].decode(), self._book[12], self._book[13])
        if is_broken:
            return
        if count != told:
            self._find(name, min(count, told) + 1, "tail", f"has {count} lines and says {told}")
        elif head != unhexlify(self._book[10]):
            self._find(name, count, "tail", "does not end with the hash that it says")
        elif count > size or status not in {b"HANDED_IN", b"FULL" if count == size else b"OPEN"}:
            self._find(name, count, "size", f"is {status.decode()} with {count} of {size} lines")
        elif self._handed_in.get(name) != (handed_in if status == b"HANDED_IN" else None):
            self._find(name, count, "hand_in", "is not as its book of books says of its hand-in")

    def _mark(self, count: int, line: list[bytes], *, is_listing: bool) -> None:
        """Keep what a line says about others."""
        place, kind, ref = f"{self._name}:{count}", line[3], line[7].decode(errors="replace")
        if kind in {b"correction", b"void"}:
            name, _, line_no = ref.rpartition(":")
            there = count - 1 if name == self._name else self._counts.get(name, 0)
            if not line_no.isdecimal() or not 0 < int(line_no) <= there:
                self._find(self._name, count, "strike", f"strikes {ref}, which is not there")
            elif ref in self._no_entries or ref in self._struck:
                self._find(self._name, count, "strike", f"strikes {ref}, struck or no entry")
            self._struck.add(ref)
        elif kind == b"erasure":
            self._erased.add(ref)
        if kind not in CORRECTABLE:
            self._no_entries.add(place)
        if is_listing:
            try:
                self._read_listing(place, line, json.loads(line[9]))
            except (AttributeError, LookupError, TypeError, ValueError):
                self._find(self._name, count, "changed", "is no line of a book of books")

    def _read_listing(self, place: str, line: list[bytes], said: dict[str, Any]) -> None:
        heads = dict(said.get("heads", {}))
        if said["do"] == "open_volume":
            self._listed[said["volume"]] = place
            heads[said["volume"]] = [0, said["start"]]
        elif said["do"] == "hand_in":
            self._handed_in[said["volume"]] = (said["lines"], said["final"], line[2], line[4])
        elif said["do"] == "begin_epoch":
            self.notes.append(f"an epoch begins at {place}: {said['reason']}")
        for name, (number, digits) in heads.items():
            if name.split("/")[1] != "books":  # that book is bound together by its own chain
                self._anchors[name][int(number)].append(
                    Anchor(name, int(number), str(digits), place)
                )
        if said.get("clock", "real") != "real":
            self.notes.append(f"from {place} on the hours are those of a {said['clock']}")

    def _value(self, line: bytes, field: bytes, salt: bytes, value: bytes) -> None:
        told = self._held.get(int(line), b"").split(b" ")
        promise = hmac.digest(unhexlify(salt), field + b"\0" + value, "sha256").hex()
        self.values += 1
        if b"%b=%b" % (field, promise.encode()) not in told:
            words = f"the value of {field.decode(errors='replace')} is not what was written"
            self._find(self._name, int(line), "value", words)
        self._held[int(line)] = b" ".join(one for one in told if not one.startswith(field + b"="))

    def _miss_values(self) -> None:
        for line, told in self._held.items():
            told_of = told.decode(errors="replace").split(" ")
            self._gone += [(self._name, line, one.partition("=")[0]) for one in told_of if one]
        self._held = {}

    def _meet(self, anchors: list[Anchor], hashed: str) -> None:
        """Hold a line against what is known of it elsewhere."""
        for book, line, digits, source in anchors:
            if not hashed.startswith(digits):
                words = f"is not what {source or 'the anchor'} knows; so may be all after"
                self._find(book, line, "anchor", f"{words} line {self._met[book]}")
                continue
            self._met[book] = line
            if not source:
                self._sealed[book] = line


def rows_of(path: Path) -> Iterator[bytes]:
    """Read the records of a bundle, after the one that says what it is.

    :raises NotABundleError: where it is none, or of another version.
    """
    is_zip = zipfile.is_zipfile(path)
    with zipfile.ZipFile(path) if is_zip else path.open("rb") as outer:
        file = outer.open(MEMBER) if isinstance(outer, zipfile.ZipFile) else outer
        rest, is_first = b"", True
        while chunk := file.read(1 << 20):
            rows = (rest + chunk).split(b"\n")
            rest = rows.pop()
            if is_first and rows.pop(0) != FIRST_ROW:
                raise NotABundleError("it is no bundle of registers of version 1")
            is_first = False
            yield from rows
    if rest or is_first:
        raise NotABundleError("it does not end with a whole record")


def verify(path: Path, anchors: Iterable[Anchor] = ()) -> Verifier:
    """Verify a bundle.

    :raises NotABundleError: where it is none.
    """
    verifier = Verifier(anchors)
    try:
        verifier.read(rows_of(path))
        if verifier.end != [b"%d" % verifier.volumes, b"%d" % verifier.lines]:
            raise NotABundleError("it is cut off, or joined from several")
        verifier.finish()
    except (ValueError, LookupError, struct.error, zipfile.BadZipFile, zlib.error) as error:
        raise NotABundleError(f"it cannot be read: {error}") from error
    return verifier


def main() -> int:
    """Verify the bundle that the command line names; return the exit status."""
    parser = argparse.ArgumentParser(description="Check a bundle of registers.")
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--anchor", action="append", default=[], metavar="BOOK:LINE:HASH")
    parser.add_argument("--anchors", type=Path, metavar="FILE", help="one anchor a line")
    given = parser.parse_args()
    try:
        told = given.anchors.read_text(encoding="utf-8").split("\n") if given.anchors else []
        anchors = [anchor_from(text) for text in [*given.anchor, *told] if text.strip()]
        found = verify(given.bundle, anchors)
    except (NotABundleError, ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for place, _, words in found.findings:
        sys.stdout.write(f"{place} {words}\n")
    said = "NOT VERIFIED" if found.findings else "every line fits"
    counts = f"{found.volumes} volumes, {found.lines} lines, {found.values} values"
    sys.stdout.write("\n".join([*found.notes, f"{said}: {counts}", ""]))
    return 1 if found.findings else 0


if __name__ == "__main__":
    sys.exit(main())
