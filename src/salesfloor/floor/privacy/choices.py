"""The closed words about who saw a customer's data, each with its label."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Way(Choice):
    """In which way somebody saw a customer's data that are closed by default."""

    PHONE = "phone", phrase("Had the whole phone shown")
    PAGE = "page", phrase("Opened the follow-up page")
    LOOK = "look", phrase("Looked together with the manager")
    READ = "read", phrase("Opened a volume")
    PRINT = "print", phrase("Printed a volume")
    EXPORT = "export", phrase("Took an export")
    LIST = "list", phrase("Took a list as a file")
    COPY = "copy", phrase("Made the customer's copy")
