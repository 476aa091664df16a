"""What the appointments module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.appointments.feeds import FEED_MAY
from salesfloor.floor.appointments.lists import ARRIVALS_MAY
from salesfloor.floor.appointments.parts import APPOINTMENTS
from salesfloor.floor.appointments.samples import samples

describe(
    Module(
        name="appointments",
        pages=(
            Page(
                "appointments:arrivals",
                phrase("Expected today"),
                "ti-calendar",
                ARRIVALS_MAY,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=52,
                clauses=("9.5.1.3",),
                group=Group.FLOOR,
            ),
            Page(
                "appointments:calendar",
                phrase("Appointments in my calendar"),
                "ti-calendar-share",
                FEED_MAY,
                trades=WITH_ROTATION,
                rank=53,
                in_bar=False,
                in_account=True,
                clauses=("9.5.1.3",),
            ),
        ),
        subjects=(
            Subject("appointment", phrase("Appointment"), "appointments:appointment", ("number",)),
        ),
        parts=(APPOINTMENTS,),
        samples=samples,
    )
)
