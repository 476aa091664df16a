"""Compile the translations, `.po` beside `.mo`, where they changed.  Needs no gettext programs."""

import sys
from pathlib import Path

import polib

SOURCES = Path(__file__).resolve().parent.parent / "src" / "salesfloor"


def compile_all(sources: Path = SOURCES) -> list[Path]:
    """Compile what is newer than its compiled form, and name it."""
    done: list[Path] = []
    for text in sorted(sources.rglob("LC_MESSAGES/*.po")):
        compiled = text.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= text.stat().st_mtime_ns:
            continue
        new = compiled.with_suffix(".mo.new")
        polib.pofile(str(text), check_for_duplicates=True).save_as_mofile(str(new))
        new.replace(compiled)
        done.append(text)
    return done


if __name__ == "__main__":
    try:
        compile_all()
    except (OSError, ValueError) as error:
        sys.exit(f"Translations: {error}")
