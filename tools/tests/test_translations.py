"""Translations are compiled once, and again when their text changes."""

import gettext
import os
from pathlib import Path

import pytest

import translations

TEXT = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Visit"
msgstr "来访"

#, fuzzy
msgid "Deal"
msgstr "错"
"""


def test_a_changed_text_is_compiled(tmp_path: Path) -> None:
    text = tmp_path / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    text.parent.mkdir(parents=True)
    text.write_text(TEXT, encoding="utf-8")
    assert translations.compile_all(tmp_path) == [text]
    assert translations.compile_all(tmp_path) == []
    found = gettext.translation("django", tmp_path / "locale", ["zh_Hans"])
    assert found.gettext("Visit") == "来访"
    assert found.gettext("Deal") == "Deal"
    later = text.with_suffix(".mo").stat().st_mtime + 5
    os.utime(text, (later, later))
    assert translations.compile_all(tmp_path) == [text]


def test_a_text_said_twice_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "LC_MESSAGES" / "django.po"
    text.parent.mkdir()
    text.write_text(TEXT + '\nmsgid "Visit"\nmsgstr "参观"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="Visit"):
        translations.compile_all(tmp_path)
