"""What the questions module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.questions.commands import MEMBERS
from salesfloor.kernel.questions.queries import may_see
from salesfloor.kernel.questions.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

describe(
    Module(
        name="questions",
        asked_about={"clause": lambda _site_id, number: number in rulebook.clauses()},
        pages=(
            Page(
                "questions:questions",
                phrase("Questions"),
                "ti-help-circle",
                MEMBERS,
                rank=46,
                clauses=("7.1.5", "7.2.6"),
                group=Group.TEAM,
            ),
        ),
        subjects=(
            Subject(
                "question", phrase("Question"), "questions:question", ("number",), may_see=may_see
            ),
        ),
        books=(
            Book(
                "question",
                phrase("Question book"),
                phrase("What was not clear, whom it was asked, how long the answer took."),
                is_traced=False,
            ),
        ),
        samples=samples,
    )
)
