"""What the appointments module says of itself."""

from salesfloor.base.modules import Module, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.appointments.samples import samples

describe(
    Module(
        name="appointments",
        subjects=(
            Subject("appointment", phrase("Appointment"), "appointments:appointment", ("number",)),
        ),
        samples=samples,
    )
)
