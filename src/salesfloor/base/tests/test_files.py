"""Files are named by their content."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from salesfloor.base.files import MOST_FILES, FileHashes, hash_of

FILES: TypeAdapter[list[str]] = TypeAdapter(FileHashes)
NAME = hash_of(b"a photo")


def test_names_of_files() -> None:
    assert FILES.validate_python([NAME]) == [NAME]
    assert FILES.validate_python([]) == []


@pytest.mark.parametrize(
    "given",
    [
        [NAME.upper()],
        [NAME[:-1]],
        [NAME + "0"],
        [NAME + "\n"],
        [""],
        [None],
        NAME,
        ["../../x"],
        [NAME] * (MOST_FILES + 1),
        ["g" * 64],
        ["１" * 64],
    ],
)
def test_no_names_of_files(given: object) -> None:
    with pytest.raises(ValidationError):
        FILES.validate_python(given)
