"""What modules that declare a kind of import may use."""

from salesfloor.kernel.imports import cells
from salesfloor.kernel.imports.commands import ClaimsFound, import_file, receive
from salesfloor.kernel.imports.kinds import (
    Asked,
    Importing,
    ImportKind,
    Row,
    RowByRow,
    SheetField,
    SheetKind,
    declare,
    kinds,
    read_row,
)
from salesfloor.kernel.imports.progress import heard_by, teller
from salesfloor.kernel.imports.running import Progress, unheard
from salesfloor.kernel.imports.scanning import PACKED
from salesfloor.kernel.imports.tables import WIDER_FOOT, Table
from salesfloor.kernel.imports.unusable import UnreadableError

__all__ = [
    "PACKED",
    "WIDER_FOOT",
    "Asked",
    "ClaimsFound",
    "ImportKind",
    "Importing",
    "Progress",
    "Row",
    "RowByRow",
    "SheetField",
    "SheetKind",
    "Table",
    "UnreadableError",
    "cells",
    "declare",
    "heard_by",
    "import_file",
    "kinds",
    "read_row",
    "receive",
    "teller",
    "unheard",
]
