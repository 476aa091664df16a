"""What the results module says of itself."""

from salesfloor.base.modules import Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.results.choices import Measure
from salesfloor.floor.results.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

describe(Module(name="results", samples=samples))
rulebook.name_choices(Measure.labels(), policy="target.measure")
rulebook.name_choices(
    {"count": phrase("counted"), "applications": phrase("told by applications")},
    policy="results.by",
)
rulebook.name_choices(
    {"agreement": phrase("a sealed agreement"), "reception": phrase("a reception's outcome")},
    policy="results.deal_is",
)
