"""Registers made up from a seed, in the form of a bundle, without a database."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import astuple, dataclass, field, fields
from typing import Any, Final

from salesfloor.kernel.registers.chain import commitment
from salesfloor.kernel.registers.tests.second_verifier import (
    Book,
    Line,
    hash_of_line,
    hash_of_start,
)

CELLS: Final = [one.name for one in fields(Book)][:13]
NAMES: Final = ["李雷", "韩梅梅", "O'Neil", "\\back\tslash", "𠮷野", "line\nbreak", "a=b c=d"]


def escaped(text: str) -> str:
    """Return a text as PostgreSQL's COPY writes it."""
    for character, escape in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(character, escape)
    return text


def row(*cells: object) -> bytes:
    """Return a record."""
    return "\t".join(escaped(str(cell)) for cell in cells).encode()


@dataclass
class Shelf:
    """A site's registers in memory, written as the database would."""

    chance: random.Random
    code: str = "S1"
    clock: int = 1_772_413_200_000_000
    books: list[Book] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open the book of books."""
        self.open("books", size=1000)

    def tick(self) -> int:
        """Let some time go by."""
        self.clock += self.chance.choice((0, 1, 999_999, 60_000_000))
        return self.clock

    def open(self, kind: str, *, size: int, holder: int = 0) -> Book:
        """Open the next volume of a series, and list it."""
        of_kind = [one for one in self.books if one.name.split("/")[1] == kind]
        mine = [one for one in of_kind if one.holder == str(holder)]
        before = mine[-1] if mine else None
        first = int(before.first_no) + len(before.lines) if before and not holder else 1
        book = Book(
            name=f"{self.code}/{kind}/{len(of_kind) + 1}",
            holder=str(holder),
            previous=before.name if before else "",
            first_no=str(first),
            size=str(size),
            opened_at=str(self.tick()),
            opened_by="op",
            start="",
            lines_told="0",
            head="",
            status="OPEN",
            handed_in_at="",
            handed_in_by="",
        )
        book.start = hash_of_start(book, bytes.fromhex(before.head) if before else b"").hex()
        book.head = book.start
        self.books.append(book)
        self.tell("entry", {"do": "open_volume", "start": book.start, "volume": book.name})
        return book

    def tell(self, kind: str, said: dict[str, Any], *, actor: str = "op") -> None:
        """Write in the book of books."""
        self.write(self.books[0], kind, said, actor=actor)

    def write(
        self,
        book: Book,
        kind: str,
        said: dict[str, Any],
        ref: str = "",
        personal: dict[str, str] | None = None,
        *,
        actor: str = "clerk",
    ) -> Line:
        """Write a line; the volume that it fills is full."""
        number, promises = len(book.lines) + 1, []
        for name, value in sorted((personal or {}).items()):
            salt = hashlib.sha256(f"{book.name}{number}{name}".encode()).digest()
            promises.append(f"{name}={commitment(salt, name, value)}")
            book.values.append([str(number), name, salt.hex(), value])
        body = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        moment = str(self.tick())
        line = Line(
            *(str(number), moment, moment),
            *(kind, actor, "", "", ref),
            *("7", body, " ".join(promises), ""),
        )
        line.hash = hash_of_line(book.name, line, bytes.fromhex(book.head)).hex()
        book.lines.append(line)
        book.lines_told, book.head = str(number), line.hash
        if number == int(book.size):
            book.status = "FULL"
        return line

    def hand_in(self, book: Book) -> None:
        """Hand a volume in."""
        said = {"do": "hand_in", "final": book.head, "lines": len(book.lines), "volume": book.name}
        self.tell("hand_in", said, actor="boss")
        book.status, book.handed_in_by = "HANDED_IN", "boss"
        book.handed_in_at = self.books[0].lines[-1].at

    def close_day(self) -> None:
        """Draw the line under a day."""
        heads = {
            one.name: [len(one.lines), one.head]
            for one in self.books[1:]
            if one.lines and one.status != "HANDED_IN"
        }
        self.tell("day_closing", {"day": "2026-03-02", "do": "close_day", "heads": heads})

    def raw(self, *, with_values: bool = True) -> bytes:
        """Return the bundle's records."""
        rows = [b"salesfloor-registers\t1", row("made", self.clock, "op", int(with_values))]
        for book in self.books:
            rows.append(row("book", *(getattr(book, name) for name in CELLS)))
            rows += [row(*astuple(line)) for line in book.lines]
            rows += [row("value", *value) for value in book.values] if with_values else []
        lines = sum(len(book.lines) for book in self.books)
        return b"\n".join([*rows, row("end", len(self.books), lines), b""])

    def anchors(self) -> list[str]:
        """Return an anchor for every line."""
        return [
            f"{book.name}:{line.number}:{line.hash[:16]}"
            for book in self.books
            for line in book.lines
        ]


def a_shelf(seed: int) -> Shelf:
    """Return the registers that a seed stands for."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    shelf = Shelf(chance, code=chance.choice(("S1", "上海-2", "x.y")))
    for _ in range(chance.randint(1, 40)):
        kind = chance.choice(("visit", "visit", "call", "claims"))
        series = [one for one in shelf.books if one.name.split("/")[1] == kind]
        open_now = [one for one in series if one.status == "OPEN"]
        book = open_now[0] if open_now else shelf.open(kind, size=chance.choice((2, 3, 5, 50)))
        entries = {
            f"{one.name}:{line.number}"
            for one in series
            for line in one.lines
            if line.kind in {"entry", "override"}
        } - {line.ref for one in series for line in one.lines}
        if entries and chance.random() < 0.15:
            shelf.write(book, "correction", {"do": "strike"}, ref=chance.choice(sorted(entries)))
        else:
            personal = {
                "name": chance.choice(NAMES),
                "phone": f"1380000{chance.randint(0, 9999):04}",
            }
            told = {"do": kind, "n": chance.randint(0, 10**6), "zh": chance.choice(NAMES)}
            line_kind = chance.choice(("entry", "entry", "late_entry", "override"))
            shelf.write(book, line_kind, told, personal=personal if chance.random() < 0.6 else None)
        full = [one for one in shelf.books if one.status == "FULL"]
        if full and chance.random() < 0.3:
            shelf.hand_in(chance.choice(full))
        if chance.random() < 0.1:
            shelf.close_day()
    return shelf
