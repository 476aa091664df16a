"""Signing the rules of an article."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.signing.models import Signature
from salesfloor.kernel.signing.versions import CLAUSE_OF, SIGNS, version_of
from salesfloor.kernel.signing.watching import refresh

Article = Annotated[int, Field(ge=1, le=9), Label("Article")]


class RulesSigned(Answer):
    """What was signed."""

    article: int
    version: str


@command(
    "sign_rulebook",
    may=SIGNS,
    word=phrase("Sign the rules"),
    clauses=("1.3.1", "2.1.1"),
    writes=RegisterLine("people", phrase("Signed article {article}, version {version}.")),
    done=phrase("Signed."),
)
def sign_rulebook(*, actor: StaffActor, at: datetime, article: Article) -> RulesSigned:
    """Sign that one has read an article in the version in force at one's site; once is enough."""
    site = people.Site.objects.get(pk=actor.site_id)
    version = version_of(site, article, at).name
    _, is_new = Signature.objects.get_or_create(
        site_id=actor.site_id,
        staff_id=actor.staff_id,
        article=article,
        version=version,
        defaults={"at": at},
    )
    if is_new:
        registers.record(actor=actor, at=at, body={"article": article, "version": version})
        refresh(site, at)
    cite(CLAUSE_OF.get(article, "1.3.1"))
    about(f"rules:{article}:{actor.code}")
    return RulesSigned(article=article, version=version)
