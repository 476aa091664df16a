"""What the home page says of itself."""

from salesfloor.base.modules import Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post

describe(
    Module(
        name="today",
        pages=(
            Page(
                "today:today",
                phrase("Today"),
                "ti-home",
                rank=0,
                first_for=dict.fromkeys(
                    (Post.SALESPERSON, Post.LEAD, Post.MANAGER, Post.DESK, Post.FINANCE), 1
                ),
                tour=phrase(
                    "Your day begins here: what is owed stands first, and each item is one tap from done."
                ),
            ),
        ),
    )
)
