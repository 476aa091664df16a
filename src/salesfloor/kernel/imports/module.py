"""What the imports module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.imports.kinds import IMPORTERS
from salesfloor.kernel.imports.samples import samples

describe(
    Module(
        name="imports",
        pages=(
            Page(
                "imports:start",
                phrase("Import"),
                "ti-clipboard-plus",
                IMPORTERS,
                rank=92,
                group=Group.SITE,
            ),
        ),
        samples=samples,
    )
)
