"""The clauses of the two levels of warning."""

from typing import Final

CLAUSES: Final = {"verbal": "4.5.1", "written": "4.5.2"}
