"""What the assessment module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.assessment.lists import open_ones
from salesfloor.floor.assessment.samples import samples
from salesfloor.floor.results import api as results

describe(
    Module(
        name="assessment",
        pages=(
            Page(
                "assessment:assessments",
                phrase("Assessments"),
                "ti-clipboard-data",
                results.MEMBERS,
                trades=results.FLOORS,
                group=Group.TEAM,
                rank=61,
                clauses=("7.1.7",),
            ),
        ),
        subjects=(
            Subject("assessment", phrase("Assessment"), "assessment:assessment", ("number",)),
        ),
        options={"assessment": open_ones},
        samples=samples,
    )
)
