"""What the places module says of itself."""

from salesfloor.base.modules import Book, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.places.models import Place
from salesfloor.kernel.places.queries import places_to_choose, zones_to_choose
from salesfloor.kernel.places.samples import samples

describe(
    Module(
        name="places",
        asked_about={
            "place": lambda _site_id, code: Place.objects.filter(code=code).exists(),
        },
        books=(
            Book(
                "place",
                phrase("Places"),
                phrase("Regions, areas, zones and patrol points, and how their names changed."),
            ),
        ),
        options={"place": places_to_choose, "zone": zones_to_choose},
        samples=samples,
    )
)
