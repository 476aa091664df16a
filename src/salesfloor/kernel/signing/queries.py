"""Who has not signed."""

from __future__ import annotations

from datetime import datetime

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.kernel.people import api as people
from salesfloor.kernel.signing.commands import Article
from salesfloor.kernel.signing.versions import unsigned_by


class Unsigned(Answer):
    """The codes of those who have not signed the version in force."""

    unsigned: list[str]


@question(
    "unsigned",
    may=LEADERS | {Post.ADMIN},
    word=phrase("Who has not signed the rules"),
    clauses=("1.3.1", "2.1.1"),
)
def unsigned(*, actor: SiteActor, at: datetime, article: Article) -> Unsigned:
    """Return who of the site has not signed the version in force of an article."""
    site = people.Site.objects.get(pk=actor.site_id)
    return Unsigned(unsigned=[person.code for person in unsigned_by(site, article, at)])
