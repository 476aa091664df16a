"""Whole numbers as fields: those of lines, books and receptions, and counts."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

LARGEST: Final = 2**31 - 1
"""What a column of whole numbers holds."""

Number = Annotated[int, Field(ge=1, le=LARGEST)]
"""The number of a line, a book, a case: 1, 2, 3 and so on; programs give a number, forms its text."""
Count = Annotated[int, Field(ge=0, le=LARGEST)]
