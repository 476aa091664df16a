"""Fields and answers that the commands of documents share."""

from __future__ import annotations

from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.labels import Label, Reference
from salesfloor.base.numbers import Number
from salesfloor.kernel.documents.models import Status

IncomingNo = Annotated[Number, Label("Document"), Reference("incoming")]


class DocumentNamed(Answer):
    """A document by its number."""

    document: int


class DocumentMoved(Answer):
    """A document and where it is now."""

    document: int
    status: Status
