"""Papers: what a user typed is text, whatever it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typst
from django.conf import settings

from salesfloor.kernel.papers import glyphs
from salesfloor.kernel.papers.api import qr, render
from salesfloor.kernel.papers.typesetting import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = '#import "/kernel/papers/house.typ": *\n#show: house\n'


@pytest.fixture
def template() -> Iterator[Path]:
    """Return a template within the package that shows one fact."""
    path = PACKAGE / "kernel" / "papers" / "tests" / "trial.typ"
    path.write_text(HEAD + "#facts().name", encoding="utf-8")
    yield path
    path.unlink()


@pytest.mark.case(96)
@pytest.mark.parametrize(
    "name",
    [
        "张三 39",
        "#panic()",
        '"); #read("/app/settings.py")',
        "*bold* $x$ @ref <label> \\ `code`",
        "𠮷 𬭎 㛃 䶮",
        "\u202e\u200b",
        "",
    ],
)
def test_what_a_user_typed_is_text(template: Path, name: str) -> None:
    assert render(template, {"name": name}).startswith(b"%PDF")


def test_a_template_that_is_wrong_fails_loudly(template: Path) -> None:
    template.write_text(HEAD + "#facts().nothing", encoding="utf-8")
    with pytest.raises(typst.TypstError):
        render(template, {"name": "x"})


def test_a_code_is_a_picture_without_style() -> None:
    picture = qr("S1/visit/1:12 0123456789abcdef")

    assert picture.startswith("<svg")
    assert "style=" not in picture


def test_the_house_adds_fonts_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / glyphs.HOUSE
    folder.mkdir()
    (folder / "notes.txt").write_text("no font")
    (folder / "broken.ttf").write_bytes(b"no font either")
    own = next(path for path in glyphs.font_files() if path.name.startswith("NotoEmoji"))
    (folder / "own.ttf").write_bytes(own.read_bytes())
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path)
    glyphs.house_families.cache_clear()
    try:
        assert [path.name for path in glyphs.house_files()] == ["own.ttf"]
        assert glyphs.house_families() == ("Noto Emoji",)
    finally:
        glyphs.house_families.cache_clear()
