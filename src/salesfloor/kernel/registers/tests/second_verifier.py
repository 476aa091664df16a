"""The format read a second time, from its document and not from the first verifier.

Slow and plain: the whole bundle is turned into objects first, and each law is a function over all
of them.  Answers the places that do not fit; a bundle that cannot be read is no place but `Unread`.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Place = tuple[str, int]


class Unread(Exception):  # noqa: N818 - an answer
    """What is here is no bundle."""


@dataclass
class Line:
    """One line, as it stands in the bundle."""

    number: str
    recorded_at: str
    at: str
    kind: str
    actor: str
    session: str
    key: str
    ref: str
    policy: str
    body: str
    commitments: str
    hash: str


@dataclass
class Book:
    """One volume, as it stands in the bundle."""

    name: str
    holder: str
    previous: str
    first_no: str
    size: str
    opened_at: str
    opened_by: str
    start: str
    lines_told: str
    head: str
    status: str
    handed_in_at: str
    handed_in_by: str
    lines: list[Line] = field(default_factory=list, kw_only=True)
    values: list[list[str]] = field(default_factory=list, kw_only=True)


def plain(text: str) -> str:
    """Undo the escapes, one character after another."""
    out, characters = [], iter(text)
    for character in characters:
        if character == "\\":
            escaped = next(characters, "\\")
            out.append(dict(zip("ntrbfv", "\n\t\r\b\f\v", strict=True)).get(escaped, escaped))
        else:
            out.append(character)
    return "".join(out)


def parse(raw: bytes) -> tuple[list[Book], bool]:  # noqa: C901, PLR0912 - a table of records
    """Return the books, and whether personal values are with them."""
    rows = raw.split(b"\n")
    if rows[0] != b"salesfloor-registers\t1" or rows[-1] != b"":
        raise Unread
    books: list[Book] = []
    with_values = takes_lines = ended = False
    for row in rows[1:-1]:
        try:
            cells = [plain(cell) for cell in row.decode("utf-8", "surrogateescape").split("\t")]
        except UnicodeError as error:
            raise Unread from error
        if ended:
            raise Unread
        if len(cells) == 12:
            if not takes_lines:
                raise Unread
            books[-1].lines.append(Line(*cells))
            continue
        takes_lines = cells[0] == "book" and len(cells) == 14
        if takes_lines:
            books.append(Book(*cells[1:]))
        elif cells[0] == "value" and len(cells) == 5 and books and with_values:
            books[-1].values.append(cells[1:])
        elif cells[0] == "made" and len(cells) == 4 and cells[3] in {"0", "1"}:
            with_values = cells[3] == "1"
        elif cells[0] == "end" and len(cells) == 3:
            ended = True
            if cells[1:] != [str(len(books)), str(sum(len(book.lines) for book in books))]:
                raise Unread
        elif cells[0] != "anchor" or len(cells) != 4:
            raise Unread
    if not ended:
        raise Unread
    return books, with_values


def text(value: str) -> bytes:
    """Return a text as it is hashed."""
    raw = value.encode("utf-8", "surrogateescape")
    return len(raw).to_bytes(4, "big") + raw


def whole(value: int | str) -> bytes:
    """Return a number as it is hashed."""
    return int(value).to_bytes(8, "big", signed=True)


def hash_of_line(book: str, line: Line, before: bytes) -> bytes:
    """Return the hash of a line after the hash before it."""
    digest = hashlib.sha256(bytes([0, 1]))
    for piece in (
        text(book),
        whole(line.number),
        whole(line.recorded_at),
        whole(line.at),
        text(line.kind),
        text(line.actor),
        text(line.session),
        text(line.key),
        text(line.ref),
        whole(line.policy),
        text(line.body),
        text(line.commitments),
        before,
    ):
        digest.update(piece)
    return digest.digest()


def hash_of_start(book: Book, before: bytes) -> bytes:
    """Return what a volume starts from."""
    digest = hashlib.sha256(bytes([2, 1]))
    for piece in (
        text(book.name),
        whole(book.first_no),
        whole(book.size),
        whole(book.holder),
        whole(book.opened_at),
        text(book.opened_by),
        text(book.previous),
        len(before).to_bytes(4, "big") + before,
    ):
        digest.update(piece)
    return digest.digest()


def bad_places(raw: bytes, anchors: Iterable[str] = ()) -> set[Place]:
    """Return every place that does not fit.

    :raises Unread: where the bundle cannot be read.
    """
    books, with_values = parse(raw)
    try:
        known = {book.name: book for book in books}
        bad = set(_twice(books))
        for book in books:
            bad |= set(_chain(book)) | set(_start(book, known)) | set(_strikes(book, books))
            bad |= set(_values(book, books)) if with_values else set()
        bad |= set(_shelf(books, known)) | set(_anchored(known, anchors))
    except (ValueError, KeyError, TypeError, OverflowError, IndexError, AttributeError) as error:
        raise Unread from error
    return bad


def _twice(books: list[Book]) -> Iterator[Place]:
    names = [book.name for book in books]
    for name in names:
        if names.count(name) > 1:
            yield name, 0


def _chain(book: Book) -> Iterator[Place]:
    before, last = bytes.fromhex(book.start), None
    for number, line in enumerate(book.lines, start=1):
        try:
            found = hash_of_line(book.name, line, before)
            fits = found == bytes.fromhex(line.hash) and int(line.number) == number
        except (ValueError, OverflowError):
            fits = False
        if not fits or (last is not None and int(line.recorded_at) < last):
            yield book.name, number
            return
        before, last = found, int(line.recorded_at)
    if last is not None and int(book.lines[0].recorded_at) < int(book.opened_at):
        yield book.name, 1
    count, told, size = len(book.lines), int(book.lines_told), int(book.size)
    allowed = {"HANDED_IN", "FULL" if count == size else "OPEN"}
    if count != told or before != bytes.fromhex(book.head) or count > size:
        yield book.name, min(count, told) + (count != told)
    elif book.status not in allowed:
        yield book.name, count


def _start(book: Book, known: dict[str, Book]) -> Iterator[Place]:
    code, kind, number = book.name.split("/")
    if int(number) > 1 and f"{code}/{kind}/{int(number) - 1}" not in known:
        yield f"{code}/{kind}/{int(number) - 1}", 0
    before = known.get(book.previous)
    if book.previous and before is None:
        yield book.previous, 0
        return
    if before is not None and before.status == "OPEN":
        yield book.previous, int(before.lines_told) + 1
        return
    head = bytes.fromhex(before.head) if before else b""
    if hash_of_start(book, head) != bytes.fromhex(book.start):
        yield book.name, 0


def _strikes(book: Book, books: list[Book]) -> Iterator[Place]:
    before = books[: books.index(book)]
    struck = {
        line.ref for one in before for line in one.lines if line.kind in {"correction", "void"}
    }
    kinds = {
        f"{one.name}:{number}": line.kind
        for one in before
        for number, line in enumerate(one.lines, start=1)
    }
    for number, line in enumerate(book.lines, start=1):
        if line.kind in {"correction", "void"}:
            target = kinds.get(line.ref)
            if target not in {"entry", "late_entry", "override"} or line.ref in struck:
                yield book.name, number
            struck.add(line.ref)
        kinds[f"{book.name}:{number}"] = line.kind


def _values(book: Book, books: list[Book]) -> Iterator[Place]:
    erased = {line.ref for one in books for line in one.lines if line.kind == "erasure"}
    promised: dict[int, dict[str, str]] = {}
    for number, line in enumerate(book.lines, start=1):
        pairs = [one.split("=", 1) for one in line.commitments.split(" ") if one]
        promised[number] = {pair[0]: pair[-1] for pair in pairs}
    for number_text, name, salt, value in book.values:
        number = int(number_text)
        told = promised.get(number, {}).pop(name, "")
        message = text(name)[4:] + b"\0" + text(value)[4:]
        if hmac.new(bytes.fromhex(salt), message, "sha256").hexdigest() != told:
            yield book.name, number
    for number, missing in promised.items():
        if missing and f"{book.name}:{number}" not in erased:
            yield book.name, number


def _said(books: Iterable[Book]) -> Iterator[tuple[Place, Line, dict[str, Any]]]:
    for book in books:
        if book.name.split("/")[1] == "books":
            for number, line in enumerate(book.lines, start=1):
                try:
                    said = json.loads(line.body)
                    said["do"]
                except (ValueError, KeyError, TypeError):
                    said = {"do": "nonsense"}
                yield (book.name, number), line, said


def _shelf(books: list[Book], known: dict[str, Book]) -> Iterator[Place]:
    listed, handed_in = set(), {}
    inner: list[str] = []
    for place, line, said in _said(books):
        if said["do"] == "nonsense":
            yield place
        elif said["do"] == "open_volume":
            listed.add(said["volume"])
            inner.append(f"{said['volume']}:0:{said['start']}")
        elif said["do"] == "hand_in":
            facts = [str(said["lines"]), said["final"], line.at, line.actor]
            handed_in[said["volume"]] = facts
        inner += [f"{name}:{told[0]}:{told[1]}" for name, told in said.get("heads", {}).items()]
    for name in listed - known.keys():
        yield name, 0
    for book in books:
        if book.name not in listed:
            yield book.name, 0
        facts = [book.lines_told, book.head, book.handed_in_at, book.handed_in_by]
        if handed_in.get(book.name) != (facts if book.status == "HANDED_IN" else None):
            yield book.name, len(book.lines)
    bound = [one for one in inner if one.split("/")[1] != "books"]
    yield from _anchored(known, bound)


def _anchored(known: dict[str, Book], anchors: Iterable[str]) -> Iterator[Place]:
    for anchor in anchors:
        name, number, digits = anchor.rsplit(":", 2)
        book = known.get(name)
        if book is None:
            yield name, 0
        elif int(number) > len(book.lines):
            yield name, len(book.lines) + 1
        else:
            found = book.lines[int(number) - 1].hash if int(number) else book.start
            if not found.startswith(digits):
                yield name, int(number)
