"""Papers: what a user typed is text, whatever it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typst

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
