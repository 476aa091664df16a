"""What the duties module says of itself."""

from salesfloor.base.modules import Beginning, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.duties.blocks import POLICY_OF_TRADE
from salesfloor.kernel.duties.commands import MEMBERS, WITH_DUTIES
from salesfloor.kernel.duties.introduction import INTRODUCE
from salesfloor.kernel.duties.queries import duties_to_choose
from salesfloor.kernel.duties.samples import samples
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

describe(
    Module(
        name="duties",
        pages=(
            Page(
                "duties:duties",
                phrase("Missed duties"),
                "ti-calendar-x",
                MEMBERS,
                trades=WITH_DUTIES,
                rank=46,
                group=Group.TEAM,
            ),
            Page(
                "duties:introduce",
                phrase("Introduce duties"),
                "ti-list-check",
                INTRODUCE,
                rank=92,
                group=Group.SITE,
            ),
        ),
        beginnings=(
            Beginning(
                "duties:introduce",
                phrase("Choose the duties that run here"),
                phrase("Until then nobody owes anything, and nothing is missed."),
                lambda site_id: rulebook.ever_set(site_id, POLICY_OF_TRADE.values()),
                INTRODUCE,
                rank=30,
            ),
        ),
        subjects=(Subject("duty", phrase("Duty"), "duties:duty", ("code", "subject", "period")),),
        options={"duty": duties_to_choose},
        samples=samples,
    )
)
people.go_on_after_opening("duties:introduce")
rulebook.lead_from(set(POLICY_OF_TRADE.values()), phrase("Introduce duties"), "duties:introduce")
