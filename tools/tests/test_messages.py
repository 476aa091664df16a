"""Every sentence of the product is said in Chinese, with the same facts in it."""

from pathlib import Path

import polib

import messages


def test_everything_is_translated() -> None:
    assert [f"{one.place}: {one.text}" for one in messages.missing()] == []


def facts_of(entry: polib.POEntry) -> set[str]:
    """The facts that a sentence may hold: those of its plural where it has one."""
    return messages.placeholders(entry.msgid_plural or entry.msgid)


def test_translations_hold_the_same_facts() -> None:
    wrong = [
        f"{entry.msgid} -> {text}"
        for entry in messages.translated().values()
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if text and messages.placeholders(text) != facts_of(entry)
    ]
    assert wrong == []


def test_catalogues_hold_nothing_that_nobody_says() -> None:
    said = {one.text for one in messages.everything_said()}
    assert [
        entry.msgid for book in messages.catalogues() for entry in book if entry.msgid not in said
    ] == []


def test_nothing_is_left_for_later() -> None:
    left = [
        entry.msgid
        for book in messages.catalogues()
        for entry in book
        if entry.fuzzy or entry.obsolete
    ]
    assert left == []


def test_sentences_of_a_python_source() -> None:
    source = 'a = phrase("One {x}.", x=1)\nb = ngettext("%(n)d day", "%(n)d days", n)\nT = {1: "Two words", 2: "code"}'
    found = list(messages.said_in_python(source, "x.py", {"T"}))
    assert {(one.text, one.many) for one in found} == {
        ("One {x}.", None),
        ("%(n)d day", "%(n)d days"),
        ("Two words", None),
    }


def test_sentences_of_a_template() -> None:
    source = (
        "{% translate 'Close' as label %}{{ name|default:_(\"Nobody\") }}"
        "{% blocktranslate count n=n %}{{ n }} day, 100%{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    found = list(messages.said_in_template(source, "x.html"))
    assert [(one.text, one.many) for one in found] == [
        ("Close", None),
        ("Nobody", None),
        ("%(n)s day, 100%%", "%(n)s days"),
    ]


def test_the_catalogue_is_where_the_product_looks() -> None:
    assert messages.CATALOGUE.is_file()
    assert Path(messages.CATALOGUE).parts[-4:] == ("locale", "zh_Hans", "LC_MESSAGES", "django.po")
