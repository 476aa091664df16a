"""Cut a stylesheet down to the classes a product really names.

A rule stays when every class in one of its selectors occurs as a word in our sources, so class
names are written whole.  Where a name is composed (`bg-{{ tone }}`) its beginning is known and
every class with that beginning stays.  What stands in parentheses (`:not(.active)`) never decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WORD = re.compile(r"[A-Za-z][\w-]*")
COMPOSED = re.compile(r"([A-Za-z][\w-]*-)\$?\{")
CLASS = re.compile(r"\.(-?[A-Za-z_](?:[\w-]|\\.)*)")
TOKEN = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{};]", re.DOTALL)
SOURCE_MAP = re.compile(r"/\*#\s*sourceMappingURL=.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that sources use, and the beginnings of the words they compose."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def names(self, css_class: str) -> bool:
        """Whether a class may occur on a page."""
        return "\\" in css_class or css_class in self.words or css_class.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class Block:
    """One statement of a stylesheet: `head{body}`, or `head;` when the body is None."""

    head: str
    body: str | None


def read_vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Collect the words of all source texts."""
    words: set[str] = set()
    beginnings: set[str] = set()
    for text in texts:
        words.update(WORD.findall(text))
        beginnings.update(COMPOSED.findall(text))
    return Vocabulary(frozenset(words), tuple(sorted(beginnings)))


def blocks(css: str) -> Iterator[Block]:
    """Split a stylesheet, or the inside of an `@media`, into its statements."""
    depth = start = opened = 0
    for token in TOKEN.finditer(css):
        sign = token.group()
        if sign == "{":
            depth += 1
            if depth == 1:
                opened = token.start()
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield Block(css[start:opened].strip(), css[opened + 1 : token.start()])
                start = token.end()
        elif sign == ";" and depth == 0:
            yield Block(css[start : token.start()].strip(), None)
            start = token.end()


def outside_parentheses(selector: str) -> str:
    """Return a selector without the arguments of its functions."""
    depth = 0
    kept: list[str] = []
    for letter in selector:
        depth += letter == "("
        if depth == 0:
            kept.append(letter)
        depth -= letter == ")"
    return "".join(kept)


def selectors(head: str) -> Iterator[str]:
    """Split a selector list at its outer commas."""
    depth = start = 0
    for place, letter in enumerate(head):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "," and depth == 0:
            yield head[start:place]
            start = place + 1
    yield head[start:]


def trim(css: str, vocabulary: Vocabulary) -> str:
    """Return the stylesheet without rules for classes that no source names."""
    css = SOURCE_MAP.sub("", css)
    kept = "".join(_kept(css, vocabulary))
    animations = set(WORD.findall(" ".join(re.findall(r"animation(?:-name)?:([^;}]*)", kept))))
    return "".join(
        _written(block)
        for block in blocks(kept)
        if not block.head.startswith("@keyframes") or block.head.split()[1] in animations
    )


def _kept(css: str, vocabulary: Vocabulary) -> Iterator[str]:
    for block in blocks(css):
        if block.body is None or block.head.startswith(("@keyframes", "@property", "@font-face")):
            yield _written(block)
        elif block.head.startswith("@"):
            if inside := "".join(_kept(block.body, vocabulary)):
                yield f"{block.head}{{{inside}}}"
        elif head := _kept_head(block.head, vocabulary):
            yield f"{head}{{{block.body}}}"


def _kept_head(head: str, vocabulary: Vocabulary) -> str:
    comments = "".join(re.findall(r"/\*.*?\*/", head, re.DOTALL))
    bare = re.sub(r"/\*.*?\*/", "", head, flags=re.DOTALL)
    used = [
        selector
        for selector in selectors(bare)
        if all(vocabulary.names(name) for name in CLASS.findall(outside_parentheses(selector)))
    ]
    return comments + ",".join(used) if used else ""


def _written(block: Block) -> str:
    return f"{block.head};" if block.body is None else f"{block.head}{{{block.body}}}"
