"""What the rulebook module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SET_UP
from salesfloor.kernel.rulebook.samples import samples

describe(
    Module(
        name="rulebook",
        pages=(
            Page(
                "rulebook:rulebook",
                phrase("Rulebook"),
                "ti-scale",
                rank=80,
                tour=phrase(
                    "What each clause does in the product, and how often it applied lately."
                ),
                group=Group.RULES,
            ),
            Page(
                "rulebook:settings",
                phrase("Settings"),
                "ti-settings",
                MANAGERS | SET_UP,
                rank=90,
                tour=phrase(
                    "Every number of the rulebook is a policy, changed from a day on and with a reason."
                ),
                group=Group.SITE,
            ),
        ),
        subjects=(
            Subject("clause", phrase("Clause"), "rulebook:clause", ("number",)),
            Subject("policy", phrase("Policy"), "rulebook:policy", ("name",)),
        ),
        samples=samples,
    )
)
