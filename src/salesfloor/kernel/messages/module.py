"""What the messages module says of itself."""

from salesfloor.base.modules import Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.messages import permissions
from salesfloor.kernel.messages.samples import samples

describe(
    Module(
        name="messages",
        pages=(
            Page(
                "messages:inbox",
                phrase("Messages"),
                "ti-bell",
                permissions.INBOX,
                in_bar=False,
                rank=2,
            ),
        ),
        samples=samples,
    )
)
