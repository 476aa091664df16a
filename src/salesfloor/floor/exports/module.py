"""What the exports module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.exports import permissions
from salesfloor.floor.exports.queries import may_see
from salesfloor.floor.exports.samples import samples

describe(
    Module(
        name="exports",
        pages=(
            Page(
                "exports:exports",
                phrase("Exports"),
                "ti-file-export",
                permissions.EXPORTS,
                trades=WITH_ROTATION,
                rank=76,
                clauses=("7.2.2",),
                group=Group.RULES,
            ),
        ),
        subjects=(
            Subject("export", phrase("Export"), "exports:export", ("number",), may_see=may_see),
        ),
        samples=samples,
    )
)
