"""Every sentence of the product is said in Chinese, with the same facts in it."""

from pathlib import Path

import polib

import messages


def test_everything_is_translated() -> None:
    assert messages.missing() == []


def facts_of(entry: polib.POEntry) -> set[str]:
    """The facts that a sentence may hold: those of its plural where it has one."""
    return messages.placeholders(entry.msgid_plural or entry.msgid)


def test_translations_hold_the_same_facts() -> None:
    wrong = [
        f"{entry.msgid} -> {text}"
        for book in messages.catalogues()
        for entry in book
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if text and messages.placeholders(text) != facts_of(entry)
    ]
    assert wrong == []


def test_catalogues_hold_nothing_that_nobody_says() -> None:
    assert messages.unused() == []


def test_nothing_is_left_for_later() -> None:
    left = [
        entry.msgid
        for book in messages.catalogues()
        for entry in book
        if entry.fuzzy or entry.obsolete
    ]
    assert left == []


def test_sentences_are_found_in_python_and_in_templates() -> None:
    found = messages.said()
    assert len(found) > 1000
    counted = found["%(count)s visit"]
    assert counted.msgid_plural == "%(count)s visits"


def test_the_catalogue_is_where_the_product_looks() -> None:
    assert messages.CATALOGUE.is_file()
    assert Path(messages.CATALOGUE).parts[-4:] == ("locale", "zh_Hans", "LC_MESSAGES", "django.po")


def test_one_english_sentence_has_one_chinese() -> None:
    """Catalogues are merged into one when the product runs: a second Chinese would be shown for the first."""
    chinese: dict[tuple[str | None, str], set[tuple[str, ...]]] = {}
    for book in messages.catalogues():
        for entry in book:
            told = (entry.msgstr, *entry.msgstr_plural.values())
            if any(told):
                chinese.setdefault((entry.msgctxt, entry.msgid), set()).add(told)
    assert {of: told for of, told in chinese.items() if len(told) > 1} == {}


def test_catalogues_stand_in_the_order_of_their_sentences() -> None:
    """Two people who add sentences at a time would else always meet at the end of a catalogue."""
    assert [book.fpath for book in messages.catalogues() if not messages.in_order(book)] == []
