"""Keep the catalogues of translations complete, by Django's makemessages.

Without arguments, name every sentence that no catalogue translates; with `--write`, enter those in the
catalogues for a translator, and take out what no source says any more. Sentences are what stands in
`phrase`, `marked`, `Label`, `gettext` and their kin, and in templates. The gettext programs come with the
tools for developing; running the product needs none.
"""

import os
import re
import shutil
import sys
import tempfile
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any

import django
import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages

SOURCES = Path(__file__).resolve().parent.parent / "src" / "salesfloor"
LANGUAGE = "zh_Hans"
CATALOGUE = SOURCES / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
NO_SOURCES = ("vendor", "tests", "static", "data", "locale", "__pycache__")
WIDTH = 100
KEYWORDS = ("phrase", "marked", "Label:1")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


class Command(makemessages.Command):
    """makemessages that knows our words for a sentence, and guesses no translation."""

    xgettext_options = [
        *makemessages.Command.xgettext_options,
        *(f"--keyword={k}" for k in KEYWORDS),
    ]
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


@cache
def said() -> dict[str, polib.POEntry]:
    """Return every sentence of the sources, as makemessages finds them in a copy of these."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    programs = Path(sys.executable).parent
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "salesfloor"
        shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns(*NO_SOURCES))
        (folder / "locale").mkdir()
        with chdir(folder):
            options: dict[str, Any] = {"no_location": True, "no_wrap": True, "verbosity": 0}
            call_command(Command(), locale=[LANGUAGE], extensions=["html", "py"], **options)
        return {
            entry.msgid: entry for entry in polib.pofile(folder / CATALOGUE.relative_to(SOURCES))
        }


@cache
def catalogues() -> list[polib.POFile]:
    """Return the Chinese catalogues: the main one, and those that modules keep of their own."""
    paths = sorted(SOURCES.glob(f"**/{LANGUAGE}/LC_MESSAGES/django.po"))
    return [polib.pofile(str(path), wrapwidth=WIDTH) for path in paths]


def translated() -> set[str]:
    """Return the sentences that some catalogue translates."""
    return {entry.msgid for book in catalogues() for entry in book if entry.translated()}


def missing() -> list[str]:
    """Return what is said and has no Chinese."""
    return [text for text in said() if text not in translated()]


def unused() -> list[str]:
    """Return what a catalogue translates and no source says."""
    return [entry.msgid for book in catalogues() for entry in book if entry.msgid not in said()]


def write() -> None:
    """Enter what is missing in the main catalogue, and take out of all what no source says any more."""
    for book in catalogues():
        gone = [entry for entry in book if entry.msgid not in said()]
        for entry in gone:
            book.remove(entry)
        is_main = Path(book.fpath) == CATALOGUE
        entered = {entry.msgid for entry in book}
        new = [said()[text] for text in missing() if text not in entered] if is_main else []
        book.extend(new)
        if gone or new or not in_order(book):
            book.sort(key=alphabet)
            book.save()


def alphabet(entry: polib.POEntry) -> str:
    """Return what the entries of a catalogue stand by, so that two changes rarely meet in one place."""
    return str(entry.msgid)


def in_order(book: polib.POFile) -> bool:
    """Tell whether a catalogue stands in the order of its sentences."""
    return [alphabet(entry) for entry in book] == sorted(alphabet(entry) for entry in book)


def placeholders(text: str) -> set[str]:
    """Return the facts that a sentence is filled with."""
    return {first or second for first, second in PLACEHOLDER.findall(text.replace("%%", ""))}


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    for sentence in missing():
        print(repr(sentence))
