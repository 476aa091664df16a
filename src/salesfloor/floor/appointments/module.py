"""What the appointments module says of itself."""

from salesfloor.base.modules import Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.appointments.lists import ARRIVALS_MAY
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
                rank=52,
                clauses=("9.5.1.3",),
            ),
        ),
        subjects=(
            Subject("appointment", phrase("Appointment"), "appointments:appointment", ("number",)),
        ),
        samples=samples,
    )
)
