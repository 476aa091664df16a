"""Ways to spoil a bundle; some make no sense, some are what a forger would try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.kernel.registers.tests.second_verifier import Book, hash_of_line

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from salesfloor.kernel.registers.tests.bundles import Shelf


def spoilt_bytes(raw: bytes, chance: random.Random) -> bytes:
    """Return the bundle with something wrong in its records, no matter who did that."""
    rows = raw.split(b"\n")
    here, there = chance.randrange(len(rows)), chance.randrange(len(rows))
    way = chance.randrange(8)
    if way == 0:
        at = chance.randrange(len(raw))
        return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]
    if way == 1:
        return raw[: chance.randrange(len(raw))]
    if way == 2:
        del rows[here]
    elif way == 3:
        rows.insert(there, rows[here])
    elif way == 4:
        rows[here], rows[there] = rows[there], rows[here]
    elif way == 5:
        cells = rows[here].split(b"\t")
        cells[chance.randrange(len(cells))] = chance.choice((b"", b"1", b"-1", b"x", b"99"))
        rows[here] = b"\t".join(cells)
    elif way == 6:
        rows[here] += b"\textra"
    else:
        rows[here] = rows[here].replace(b"a", b"b")
    return b"\n".join(rows)


def _rehash(book: Book) -> None:
    before = bytes.fromhex(book.start)
    for number, line in enumerate(book.lines, start=1):
        line.number = str(number)
        line.hash = hash_of_line(book.name, line, before).hex()
        before = bytes.fromhex(line.hash)
    book.lines_told, book.head = str(len(book.lines)), before.hex()


def change(shelf: Shelf, chance: random.Random) -> None:
    """Change a fact of one line."""
    book = chance.choice([one for one in shelf.books if one.lines])
    line = chance.choice(book.lines)
    name = chance.choice(("at", "kind", "actor", "ref", "body", "policy", "commitments"))
    setattr(line, name, getattr(line, name) + "1")


def remove(shelf: Shelf, chance: random.Random) -> None:
    """Remove a line; perhaps number the rest anew."""
    book = chance.choice([one for one in shelf.books if one.lines])
    del book.lines[chance.randrange(len(book.lines))]
    if chance.random() < 0.5:
        for number, line in enumerate(book.lines, start=1):
            line.number = str(number)
    book.lines_told = str(len(book.lines))


def cut(shelf: Shelf, chance: random.Random) -> None:
    """Cut the tail and set the head and the counter back."""
    book = chance.choice([one for one in shelf.books if one.lines])
    del book.lines[chance.randrange(len(book.lines)) :]
    book.values = [one for one in book.values if int(one[0]) <= len(book.lines)]
    book.lines_told = str(len(book.lines))
    book.head = book.lines[-1].hash if book.lines else book.start
    if book.status == "FULL":
        book.status = "OPEN"


def rewrite(shelf: Shelf, chance: random.Random) -> None:
    """Change a line and compute every hash of its book anew."""
    book = chance.choice([one for one in shelf.books if one.lines])
    line = chance.choice(book.lines)
    line.body = line.body.replace("}", ',"forged":1}')
    _rehash(book)


def swap(shelf: Shelf, chance: random.Random) -> None:
    """Swap two lines, numbers and all."""
    book = chance.choice([one for one in shelf.books if one.lines])
    one, two = chance.randrange(len(book.lines)), chance.randrange(len(book.lines))
    book.lines[one], book.lines[two] = book.lines[two], book.lines[one]


def copy(shelf: Shelf, chance: random.Random) -> None:
    """Copy a line to the end of another book."""
    source = chance.choice([one for one in shelf.books if one.lines])
    target = chance.choice(shelf.books)
    target.lines.append(chance.choice(source.lines))
    target.lines_told, target.head = str(len(target.lines)), target.lines[-1].hash


def take_away(shelf: Shelf, chance: random.Random) -> None:
    """Take a whole volume away."""
    shelf.books.remove(chance.choice(shelf.books))


def revalue(shelf: Shelf, chance: random.Random) -> None:
    """Change, lose or add a personal value."""
    book = chance.choice(shelf.books)
    if book.values and chance.random() < 0.5:
        book.values[chance.randrange(len(book.values))][3] += "x"
    elif book.values and chance.random() < 0.5:
        book.values.pop()
    else:
        book.values.append(["1", "stray", "00" * 32, "x"])


def reface(shelf: Shelf, chance: random.Random) -> None:
    """Change what a volume says of itself."""
    book = chance.choice(shelf.books)
    name = chance.choice(("first_no", "size", "holder", "lines_told", "status", "previous", "head"))
    setattr(book, name, chance.choice(("0", "3", "OPEN", "FULL", "HANDED_IN", "", book.start)))


FORGERIES: list[Callable[[Shelf, random.Random], None]] = [
    *(change, remove, cut, rewrite, swap, copy, take_away, revalue, reface)
]
