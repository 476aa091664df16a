"""What the fault tests share: a floor that is furnished once and copied for every test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.office import Office, furnish


@pytest.fixture(scope="session")
def furnished() -> Iterator[Office]:
    """A floor with two sites and sixteen consultants each, its server stopped."""
    folder = Path(tempfile.mkdtemp(prefix="salesfloor-faults-"))
    yield furnish(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def bare() -> Iterator[Office]:
    """A database in which nothing has happened yet, its server stopped."""
    folder = Path(tempfile.mkdtemp(prefix="salesfloor-faults-"))
    yield furnish(folder, sites=0)
    shutil.rmtree(folder)


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder that the database's user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="salesfloor-faults-"))
    yield folder
    shutil.rmtree(folder)
