"""What the exams module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.exams.choosing import exams_to_choose
from salesfloor.kernel.exams.commands.courses import KEEPERS
from salesfloor.kernel.exams.commands.sitting import MEMBERS
from salesfloor.kernel.exams.samples import samples

describe(
    Module(
        name="exams",
        pages=(
            Page(
                "exams:mine",
                phrase("Examinations"),
                "ti-certificate",
                MEMBERS,
                rank=48,
                clauses=("7.1.2",),
                group=Group.TEAM,
            ),
            Page(
                "exams:certificates",
                phrase("Certificates"),
                "ti-certificate",
                MEMBERS,
                rank=49,
                in_bar=False,
                clauses=("7.1.2",),
            ),
            Page(
                "exams:courses",
                phrase("Courses and question pools"),
                "ti-books",
                KEEPERS,
                rank=49,
                in_bar=False,
                clauses=("7.1.2",),
            ),
        ),
        subjects=(
            Subject("exam", phrase("Examination"), "exams:exam", ("code",)),
            Subject("course", phrase("Course"), "exams:course", ("code",)),
        ),
        options={"exam": exams_to_choose},
        samples=samples,
    )
)
