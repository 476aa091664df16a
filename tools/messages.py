"""Keep the catalogues of translations complete: what the sources say, and what has no Chinese.

Without arguments, name every sentence that no catalogue translates; with `--write`, enter those
in the main catalogue for a translator, and take out of it what no source says any more.  Sentences
are found in calls of `phrase`, `gettext` and their kin, in tables named by TABLES, and in templates.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import polib
from django.conf import settings
from django.template.base import DebugLexer, Token, TokenType

SOURCES = Path(__file__).resolve().parent.parent / "src" / "salesfloor"
CATALOGUE = SOURCES / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
ONE = {"phrase", "gettext", "gettext_lazy", "gettext_noop", "_"}
TWO = {"ngettext", "ngettext_lazy"}
TABLES = {
    "base/input_errors.py": {"_SENTENCES"},
    "floor/customers/queries/whose.py": {"founded"},
    "floor/reception/rules/reasons.py": {"_TOLD"},
}
"""Variables whose sentences are handed to `phrase` later: the strings in them with a space."""
WORDS = {
    "own",
    "fellow",
    "spouse",
    "parent",
    "child",
    "sibling",
    "relative",
    "shareholder",
    "company",
    "employee",
    "employer",
    "integer",
    "number",
    "boolean",
    "choice",
    "time",
    "list",
    "list of texts",
    "text",
}
"""Words of the code that are said as they are: links between customers, types of policies."""
LITERAL = re.compile(r"""\b_\((?:"([^"]*)"|'([^']*)')\)""")
QUOTED = re.compile(r"""^(?:"(.*)"|'(.*)')$""", re.DOTALL)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the sources: how it reads, for many where it counts, and where it stands."""

    text: str
    many: str | None
    place: str


def strings(node: ast.expr) -> Iterator[str]:
    """The texts an argument may stand for: a string, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


def said_in_python(source: str, place: str, tables: Iterable[str] = ()) -> Iterator[Said]:
    """Sentences in a Python source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            name = str(getattr(node.func, "id", None) or getattr(node.func, "attr", ""))
            yield from said_in_call(name, node, f"{place}:{node.lineno}")
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(getattr(target, "id", "") in tables for target in targets):
                for part in ast.walk(node.value):
                    if isinstance(part, ast.Constant) and " " in str(part.value):
                        yield Said(str(part.value), None, f"{place}:{part.lineno}")


def said_in_call(name: str, node: ast.Call, where: str) -> Iterator[Said]:
    """Sentences among the arguments of a call."""
    if name == "Label":
        parts = [*node.args, *(word.value for word in node.keywords)]
        yield from (Said(text, None, where) for part in parts for text in strings(part))
    elif name in ONE:
        yield from (Said(text, None, where) for text in strings(node.args[0]))
    elif name in TWO:
        one, many = next(strings(node.args[0]), ""), next(strings(node.args[1]), "")
        yield Said(one, many, where)


def said_in_template(source: str, place: str) -> Iterator[Said]:
    """Sentences in a template."""
    tokens = iter(DebugLexer(source).tokenize())
    for token in tokens:
        where = f"{place}:{token.lineno}"
        if token.token_type in {TokenType.VAR, TokenType.BLOCK}:
            for found in LITERAL.findall(token.contents):
                yield Said(found[0] or found[1], None, where)
        if token.token_type is not TokenType.BLOCK:
            continue
        words = token.split_contents()
        if words[0] in {"translate", "trans"}:
            literal = QUOTED.match(words[1])
            if literal:
                yield Said(literal[1] if literal[1] is not None else literal[2], None, where)
        elif words[0] in {"blocktranslate", "blocktrans"}:
            one, many = block(tokens)
            if "trimmed" in words:
                one = " ".join(line.strip() for line in one.splitlines() if line.strip())
            yield Said(one, many, where)


def block(tokens: Iterator[Token]) -> tuple[str, str | None]:
    """The two forms of a `blocktranslate`, as Django looks them up."""
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type is TokenType.TEXT:
            parts[-1].append(token.contents.replace("%", "%%"))
        elif token.token_type is TokenType.VAR:
            parts[-1].append(f"%({token.contents})s")
        elif token.token_type is TokenType.BLOCK:
            if token.contents.startswith("end"):
                break
            parts.append([])
    forms = ["".join(part) for part in parts]
    return forms[0], forms[1] if len(forms) > 1 else None


def everything_said() -> list[Said]:
    """Every sentence of the sources once, in the order of its first place."""
    if not settings.configured:
        settings.configure()
        django.setup()
    found: dict[str, Said] = {word: Said(word, None, "") for word in sorted(WORDS)}
    for path in sorted(SOURCES.rglob("*")):
        place = path.relative_to(SOURCES).as_posix()
        if "tests" in path.parts or "vendor" in path.parts:
            continue
        said: Iterator[Said] = iter(())
        if path.suffix == ".py":
            said = said_in_python(path.read_text("utf-8"), place, TABLES.get(place, ()))
        elif path.suffix == ".html":
            said = said_in_template(path.read_text("utf-8"), place)
        for one in said:
            if one.text and one.text not in found:
                found[one.text] = one
    return list(found.values())


def catalogues() -> list[polib.POFile]:
    """The Chinese catalogues: the main one, and those that modules keep of their own."""
    return [polib.pofile(str(path)) for path in sorted(SOURCES.rglob("zh_Hans/**/django.po"))]


def translated() -> dict[str, polib.POEntry]:
    """What the catalogues translate, by the sentence."""
    return {
        entry.msgid: entry
        for catalogue in catalogues()
        for entry in catalogue
        if entry.translated() and not entry.obsolete
    }


def placeholders(text: str) -> set[str]:
    """The facts that a sentence is filled with."""
    return {first or second for first, second in PLACEHOLDER.findall(text.replace("%%", ""))}


def missing() -> list[Said]:
    """What is said and has no Chinese."""
    known = translated()
    return [one for one in everything_said() if one.text not in known]


def write() -> None:
    """Bring the main catalogue in line with the sources."""
    there = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    known = {entry.msgid: entry for entry in there if entry.translated()}
    elsewhere = translated().keys() - known.keys()
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = {
        "Language": "zh_Hans",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    for one in everything_said():
        if one.text in elsewhere:
            continue
        entry = polib.POEntry(msgid=one.text, msgstr="")
        if one.many is not None:
            entry = polib.POEntry(msgid=one.text, msgid_plural=one.many, msgstr_plural={0: ""})
        before = known.get(one.text)
        if before is not None:
            if one.many is not None:
                entry.msgstr_plural = {0: before.msgstr_plural.get(0, "") or before.msgstr}
            else:
                entry.msgstr = before.msgstr or before.msgstr_plural.get(0, "")
        fresh.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(CATALOGUE))


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    for sentence in missing():
        print(f"{sentence.place}: {sentence.text!r}")
