"""Scripts leave the keys of an input method's composition alone."""

from __future__ import annotations

import re

import pytest

from tests.architecture.source import PACKAGE, files, name_of

LISTENS = re.compile(r"""["'](?:keydown|keyup|keypress)["']""")


@pytest.mark.fault("D14")
def test_whatever_listens_to_keys_asks_whether_they_belong_to_a_composition() -> None:
    listeners = [
        path for path in files(PACKAGE, "*.js") if LISTENS.search(path.read_text(encoding="utf-8"))
    ]
    assert listeners
    careless = [
        name_of(path)
        for path in listeners
        if path.read_text(encoding="utf-8").count("isComposing")
        < len(LISTENS.findall(path.read_text(encoding="utf-8")))
    ]
    assert not careless
