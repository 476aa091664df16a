"""What the training module says of itself."""

from salesfloor.base.modules import Book, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.training.samples import samples

describe(
    Module(
        name="training",
        books=(
            Book(
                "training",
                phrase("Training book"),
                phrase("Training that was held, and who was there."),
            ),
        ),
        samples=samples,
    )
)
