"""What the documents module says of itself."""

from salesfloor.base.modules import Book, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.documents.queries import READERS, documents_to_handle
from salesfloor.kernel.documents.samples import samples
from salesfloor.kernel.files.api import everybody_of_site

describe(
    Module(
        name="documents",
        pages=(
            Page(
                "documents:documents",
                phrase("Documents"),
                "ti-files",
                READERS,
                rank=49,
                in_bar=False,
                clauses=("2.3.4",),
            ),
        ),
        subjects=(
            Subject(
                "incoming",
                phrase("Incoming document"),
                "documents:incoming",
                ("number",),
                may_see=everybody_of_site,
            ),
            Subject(
                "outgoing",
                phrase("Outgoing document"),
                "documents:outgoing",
                ("number",),
                may_see=everybody_of_site,
            ),
        ),
        books=(
            Book(
                "incoming",
                phrase("Incoming register"),
                phrase("What came in, and what became of it."),
            ),
            Book(
                "outgoing",
                phrase("Outgoing register"),
                phrase("What went out, and who signed it."),
            ),
        ),
        options={"incoming": documents_to_handle},
        samples=samples,
    )
)
