"""Every sentence in both languages: nothing English in the Chinese ones, nothing Chinese in the English."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from django.utils import translation

import messages
from salesfloor.base import modules
from salesfloor.base.commands import COMMANDS, QUESTIONS
from salesfloor.base.input_errors import _SENTENCES, UNUSABLE
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.kernel.rulebook.clauses import clauses, parameters
from salesfloor.kernel.rulebook.templatetags.rulebook import label, valued
from salesfloor.web.forms import fields_of_form
from salesfloor.web.language import said
from salesfloor.web.lists import LISTS
from tests.architecture.source import ROOT, product
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salesfloor.web.forms import Field
    from tests.floor_builder import Floor

pytestmark = pytest.mark.fault("P4")
SCRIPTS: Final = Path(__file__).resolve().parents[1] / "scripts"
CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
ENGLISH: Final = re.compile(r"[A-Za-z]{2,}")
NAMES: Final = {
    # What people in the trade say and write in Latin letters.
    *(
        "API",
        "CSV",
        "Excel",
        "PDF",
        "JPEG",
        "PNG",
        "WebP",
        "OFD",
        "XML",
        "SVG",
        "JSON",
        "MB",
        "REST",
    ),
    *(
        "WGS",
        "GCJ",
        "English",
        "Alt",
        "Enter",
        "SQL",
        "SSO",
        "OIDC",
        "WeCom",
        "HEX",
        "UTC",
        "QR",
        "DNS",
    ),
    # For operators: names of settings, heads and programs.
    *(
        "salesfloor",
        "deadlines",
        "SALESFLOOR",
        "ADDRESS",
        "HOSTS",
        "CSRFToken",
        "Idempotency",
        "Key",
    ),
    *("ASCII", "file", "code", "IP", "URL", "chen", "Q1", "NFC", "verify", "shared", "duty", "UTF"),
    # Protocols, and a key by the name that its provider shows.
    *("HTTP", "https", "AccessKey", "ID"),
    # Of the trades.
    *("FAB", "GSP"),
    "PIN",
    *("xls", "xlsx", "xlsm", "csv"),
}
"""Words that stand in Latin letters in Chinese sentences, too."""
UNSAID: Final = re.compile(
    "没有办成|无人值守分钟|被挡下|落地|当天结束|沿革|得知渠道|非买主|不划了|个人密码|^(关口|推算|展示)$"
)
"""Words that read like translations; people on a floor say it otherwise."""
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>|&\w+;|`[^`]*`|\b[a-z_]+:[\w.:]+")
WITHOUT_WORDS: Final = re.compile(r"[\W\d_]*")


def english_in(text: str) -> list[str]:
    """Return the English words of a Chinese text that are no names."""
    return [word for word in ENGLISH.findall(PLACEHOLDER.sub(" ", text)) if word not in NAMES]


def is_wrong_in_chinese(text: str) -> bool:
    bare = PLACEHOLDER.sub("", text)
    if WITHOUT_WORDS.fullmatch(bare) or (
        all(word in NAMES for word in re.findall(r"[A-Za-z]+", bare)) and not english_in(text)
    ):
        return False
    return bool(english_in(text))


def in_both(sentence: Phrase | str) -> tuple[str, str]:
    """Return a sentence as the reader of each language sees it."""
    with translation.override("zh-hans"):
        chinese = said(sentence) if isinstance(sentence, Phrase) else sentence
    with translation.override("en"):
        english = said(sentence) if isinstance(sentence, Phrase) else sentence
    return chinese, english


def wrong(sentences: Iterator[tuple[str, Phrase | str]]) -> list[str]:
    told = []
    for place, sentence in sentences:
        chinese, english = in_both(sentence)
        if is_wrong_in_chinese(chinese):
            told.append(f"{place}, in Chinese: {chinese}")
        if CHINESE.search(english):
            told.append(f"{place}, in English: {english}")
    return told


def test_no_translation_speaks_english_and_no_sentence_chinese() -> None:
    told = [
        f"{entry.msgid} -> {text}"
        for book in messages.catalogues()
        for entry in book
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if is_wrong_in_chinese(text)
    ]
    told += [text for text in messages.said() if CHINESE.search(text) and text != "简体中文"]
    assert told == []


@pytest.mark.fault("P18")
def test_no_translation_uses_a_word_that_nobody_in_the_trade_says() -> None:
    told = [
        f"{entry.msgid} -> {text}"
        for book in messages.catalogues()
        for entry in book
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if UNSAID.search(text)
    ]
    assert told == []


def sentences_of_fields(place: str, fields: list[Field]) -> Iterator[tuple[str, Phrase | str]]:
    for field in fields:
        yield f"{place}.{field.name}", field.label
        if field.hint is not None:
            yield f"{place}.{field.name} hint", field.hint
        for code, word in field.choices:
            yield f"{place}.{field.name}={code}", word
        for row in field.rows[:1]:
            yield from sentences_of_fields(f"{place}.{field.name}", list(row))


@pytest.mark.django_db
def test_commands_and_their_forms() -> None:
    def sentences() -> Iterator[tuple[str, Phrase | str]]:
        for name, declared in {**COMMANDS, **QUESTIONS}.items():
            yield name, declared.word
            yield from sentences_of_fields(name, fields_of_form(declared))
        for name, declared in COMMANDS.items():
            yield f"{name} done", declared.done

    told = wrong(sentences())
    assert told == []


def test_pages_books_subjects_and_lists() -> None:
    def sentences() -> Iterator[tuple[str, Phrase | str]]:
        for page in modules.pages():
            yield page.name, page.label
            if page.tour is not None:
                yield f"{page.name} tour", page.tour
        for kind, subject in modules.subjects().items():
            yield kind, subject.label
        for kind, book in modules.books().items():
            yield kind, book.title
            yield f"{kind} about", book.about
            for column in book.columns:
                yield f"{kind}.{column.name}", column.label
        for name, listing in LISTS.items():
            yield name, listing.title
            for shown in listing.columns:
                yield f"{name} {shown.label.template}", shown.label

    told = wrong(sentences())
    assert told == []


def test_policies_and_clauses() -> None:
    told = []
    for name, parameter in parameters().items():
        one_of = [[one] if parameter.type.startswith("list") else one for one in parameter.choices]
        for value in (parameter.default, *one_of):
            with translation.override("zh-hans"):
                shown = f"{label(parameter)} {valued(parameter, value)}"
                if is_wrong_in_chinese(shown):
                    told.append(f"{name}: {shown}")
            with translation.override("en"):
                shown = f"{label(parameter)} {valued(parameter, value)}"
                if CHINESE.search(shown):
                    told.append(f"{name}: {shown}")
    for number, clause in clauses().items():
        told += [
            f"{number}: {text}"
            for text in (clause.zh, getattr(clause, "does_zh", ""))
            if is_wrong_in_chinese(text)
        ]
        if CHINESE.search(clause.en):
            told.append(f"{number}: {clause.en}")
    assert told == []


def test_what_is_wrong_with_a_field_is_said_with_its_label() -> None:
    sentences = {**_SENTENCES, "": UNUSABLE}
    told = []
    for template in sentences.values():
        facts = dict.fromkeys(("limit", "low", "high", "places"), 3) | {"choices": ""}
        chinese, english = in_both(Phrase(template, {"field": phrase("Reason"), **facts}))
        if is_wrong_in_chinese(chinese) or CHINESE.search(english):
            told.append(chinese)
    assert told == []


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/people/new/", {"code": "n1", "name": "长" * 300, "post": "desk"}),
        ("/people/new/", {"code": "a b/c", "name": "陈", "post": "desk"}),
        ("/people/new/", {"name": "陈", "post": "desk"}),
        ("/people/of/{a}/set_pin/", {"pin": "12"}),
        ("/people/of/{a}/open_account/", {"password": "123"}),
        ("/people/of/{a}/open_account/", {"password": "1234567890123"}),
        ("/people/of/{a}/open_account/", {"password": "password123"}),
    ],
)
def test_refusals_of_forms_are_said_in_the_readers_language(
    floor: Floor, address: str, form: dict[str, str]
) -> None:
    browser = visitor(floor, "admin")
    where = address.format(a=f"{floor.prefix}desk")
    for language, foreign in (("zh-hans", is_wrong_in_chinese), ("en", CHINESE.search)):
        browser.cookies["django_language"] = language
        answer = piece(browser, where, key=language, **form)
        told = re.findall(r"data-sentence>([^<]*)<", answer.content.decode())
        assert answer.status_code == 422
        assert told
        assert not foreign(told[0].replace("a b/c", "").replace("长", "")), told


@pytest.mark.parametrize(
    ("count", "minutes", "people"),
    [(1, "1 minute ", "1 person is "), (2, "2 minutes ", "2 people are ")],
)
def test_one_is_said_as_one(count: int, minutes: str, people: str) -> None:
    with translation.override("en"):
        assert said(Phrase("{minutes} minutes late", {"minutes": count})).startswith(minutes)
        assert said(Phrase("{limit} people are here", {"limit": count})).startswith(people)
    with translation.override("zh-hans"):
        assert (
            said(phrase("{limit} people in one party are the most.", limit=1))
            == "同行人最多登记 1 位。"
        )


def strings_in(value: object) -> Iterator[str]:
    """Yield every text of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_in(one)


def test_no_answer_of_a_day_script_says_a_sentence_in_english() -> None:
    """The scripts are replayed in Chinese, the product's first language: so is every sentence of theirs."""
    sentences = [
        "".join(".*?" if slot else re.escape(text) for slot, text in parts_of(entry.msgid))
        for book in messages.catalogues()
        for entry in book
        if len(ENGLISH.findall(PLACEHOLDER.sub("", entry.msgid))) > 2
    ]
    told = re.compile("|".join(sentences))
    found = {
        f"{script.name}: {text}"
        for script in SCRIPTS.glob("*.expected.jsonl")
        for line in script.read_text(encoding="utf-8").splitlines()
        for text in strings_in(json.loads(line))
        if len(ENGLISH.findall(text)) > 2 and told.fullmatch(text)
    }
    assert found == set()


def parts_of(text: str) -> Iterator[tuple[bool, str]]:
    """Yield a sentence in its parts, each with whether a fact is filled in there."""
    for number, part in enumerate(re.split(r"(%\(\w+\)[sd]|\{\w+\})", text)):
        yield number % 2 == 1, part


def test_counted_nouns_of_templates_have_both_forms() -> None:
    verbs = r"(?!(?:as|ends|is|was|has|becomes|stands|begins|counts)\b)"
    several = re.compile(rf"%\((?!percent|target)\w+\)s {verbs}[a-z]+s\b(?<!ss)")
    always_many = {"days", "most", "within", "size"}
    told = [
        text
        for text, entry in messages.said().items()
        if several.search(text)
        and not entry.msgid_plural
        and not any(f"%({name})s" in text for name in always_many)
    ]
    assert told == []


AMONG_MACHINES: Final = frozenset(
    {
        "src/salesfloor/base/bulk.py",  # columns
        "src/salesfloor/kernel/deadlines/running.py",
        "src/salesfloor/kernel/people/accounts.py",
        "src/salesfloor/floor/reception/commands/state.py",
        "src/salesfloor/kernel/papers/glyphs.py",  # code points
        "src/salesfloor/kernel/registers/offline_verifier.py",  # speaks English, stands alone
        "src/salesfloor/floor/particulars/commands/needs.py",  # as it was written in the book
        "src/salesfloor/floor/returns/commands/selling.py",
    }
)
"""Files that put a comma between things which no sentence says."""


def test_a_colon_between_words_of_a_page_is_the_language_s_own() -> None:
    """In Chinese it is ：, which the catalogue knows; inside a sentence the sentence's own stands."""
    found = [
        f"{page.relative_to(ROOT)}: {line.strip()}"
        for page in (ROOT / "src").rglob("templates/**/*.html")
        for line in page.read_text(encoding="utf-8").splitlines()
        if re.search(r"%\}:(?: |$)|^\s*\{\{[^}]*\}\}:$", line)
    ]
    assert not found


def test_things_of_a_list_are_put_in_a_row_by_the_language() -> None:
    """In Chinese they stand with 、 between them: `listed` in a sentence, `joined` in a cell."""
    found = {
        str(path.relative_to(ROOT))
        for path in product()
        if '", ".join(' in path.read_text(encoding="utf-8")
    }
    assert found == AMONG_MACHINES
    pages = [
        str(page.relative_to(ROOT))
        for page in (ROOT / "src").rglob("templates/**/*.html")
        if re.search(r'%\}, \{%|join:"(、|, )"', page.read_text(encoding="utf-8"))
    ]
    assert not pages
