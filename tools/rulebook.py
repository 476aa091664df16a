"""Write the rulebook down as pages of `docs/rulebook/`: what stands where, of every clause.

    python tools/rulebook.py          writes what changed

A test holds the pages against the data and the code, so they cannot grow old.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from salesfloor.kernel.rulebook.clauses import Article

HOME = Path(__file__).resolve().parent.parent
PAGES = HOME / "docs" / "rulebook"
SCRIPTS = HOME / "tests" / "scripts"


def set_up() -> None:
    """Let Django know the modules, whose commands and rules name their clauses."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salesfloor.app.settings")
    django.setup()


def pages() -> dict[str, str]:
    """Return every page by its file's name."""
    from salesfloor.kernel.rulebook.clauses import articles  # noqa: PLC0415 - after Django's set-up

    found = {f"article-{one.number}.md": "\n".join(_article(one)) + "\n" for one in articles()}
    rows = [f"- [{a.number} {a.title_zh} {a.title_en}](article-{a.number}.md)" for a in articles()]
    head = ["# The rulebook 制度", "", "Written by `python tools/rulebook.py`; not by hand.", ""]
    return {"README.md": "\n".join([*head, *rows]) + "\n", **found}


def _article(article: "Article") -> Iterator[str]:
    yield f"# {article.number} {article.title_zh} {article.title_en}"
    for clause in article.clauses:
        yield from ("", f"## {clause.id} {clause.zh}", "", clause.en, "")
        yield from _home(clause.id)
        for one in clause.parameters:
            yield f"- policy `{one.name}` = `{one.default!r}`: {one.label_en} {one.label_zh}"


def _home(number: str) -> Iterator[str]:
    from salesfloor.kernel.rulebook.alive import home_of  # noqa: PLC0415 - after Django's set-up

    home = home_of(number)
    if not home:
        yield "- not alive yet 尚未启用"
    for kind, names in (
        ("block", home.blocks),
        ("rule", home.rules),
        ("command", home.commands),
        ("question", home.questions),
        ("page", home.pages),
    ):
        if names:
            yield f"- {kind} " + ", ".join(f"`{name}`" for name in names)
    script = SCRIPTS / f"{number}.jsonl"
    if script.exists():
        yield f"- shown by [a day script](../../tests/scripts/{script.name})"


def main() -> None:
    """Write the pages that changed; take away what is no page any more."""
    set_up()
    PAGES.mkdir(exist_ok=True)
    wanted = pages()
    for path in PAGES.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
