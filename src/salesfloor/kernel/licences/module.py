"""What the licences module says of itself."""

from salesfloor.base.modules import Book, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.files.api import everybody_of_site
from salesfloor.kernel.licences import incoming
from salesfloor.kernel.licences.queries import READERS, subjects_with_papers
from salesfloor.kernel.licences.samples import samples

__all__ = ["incoming"]

describe(
    Module(
        name="licences",
        pages=(
            Page(
                "licences:papers",
                phrase("Licences"),
                "ti-certificate",
                READERS,
                rank=49,
                in_bar=False,
                clauses=("2.1.1",),
            ),
        ),
        subjects=(
            Subject(
                "paper",
                phrase("Licence"),
                "licences:paper",
                ("number",),
                may_see=everybody_of_site,
            ),
        ),
        books=(
            Book(
                "paper",
                phrase("Book of licences"),
                phrase("Licences and other papers that expire, and when they were renewed."),
            ),
        ),
        options={"paper_subject": subjects_with_papers},
        samples=samples,
    )
)
