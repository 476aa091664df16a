"""Whose customer, and why; one question answered in one trip."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, iso, local
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.divided import answered_shares
from salesfloor.base.fields import Phone
from salesfloor.base.phones import is_abroad, masked_phone, phones_in, strange_in
from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.posts import ANYONE, LEADERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import Asked, text_array
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.commands.sharing import shares_by_code
from salesfloor.floor.customers.models import Claim, ClaimEvent, Customer, FollowUp, Relation
from salesfloor.floor.customers.permissions import SEES_WHOSE
from salesfloor.floor.customers.queries.founding import Founding, founding_of, how_it_came
from salesfloor.floor.customers.rules import ClaimFacts
from salesfloor.floor.customers.wording import LINKS
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    Links = Sequence[tuple[str, str]]
    """Phones, each with what its holder is to somebody; a phone may be linked twice."""


_HOUSEHOLD: Final = "SELECT * FROM customers_household(%s, %s, %s::text[], %s::text[])"


@dataclass(frozen=True, slots=True)
class Household:
    """The people counted as one customer: the phone asked about, and claims on any of them."""

    phone: str | None
    claims: list[ClaimFacts] = field(default_factory=list)
    lapsed: ClaimFacts | None = None
    """The last claim on the phone itself that was written down as lapsed."""
    later: ClaimFacts | None = None
    """A claim on the phone itself that was founded after the moment of an entry made late."""
    is_late: bool = False
    """Whether this is how things stood on a day that is over (`household_as_of`)."""

    def deciding(self, at: datetime) -> ClaimFacts | None:
        """Return the claim that says whose customer this is."""
        return rules.deciding(self.claims, at)

    def lapsed_own(self, at: datetime) -> ClaimFacts | None:
        """Return a claim on the phone itself that has lapsed but is not written down yet."""
        return next((c for c in self.claims if c.phone == self.phone and c.lapses_at <= at), None)


class HouseholdAsked:
    """A household on its way: the claims on a phone, on its relations, and on those in `party`.

    `party` holds phones, each with what its holder is to the customer.
    """

    def __init__(self, site_id: int | None, phone: str | None, *, party: Links = ()) -> None:
        self.phone = phone
        asked = [(phone, rules.OWN)] if phone else []
        asked += [(other, link) for other, link in party if other != phone]
        self._asked = None
        if asked:
            phones = text_array(other for other, _ in asked)
            links = text_array(link for _, link in asked)
            self._asked = Asked(_HOUSEHOLD, (site_id, phone or "", phones, links))

    def household(self, policy: rulebook.Policies) -> Household:
        """Return the claims whose links count by the site's policy (3.5.2, 3.5.3)."""
        if self._asked is None:
            return Household(self.phone)
        counted = rules.counted_relations(policy["household.relations"]) | {rules.OWN}
        seen: dict[int, ClaimFacts] = {}
        lapsed = None
        for claim in (ClaimFacts(*row) for row in self._asked.rows()):
            if claim.link == rules.LAPSED:
                lapsed = claim
            elif claim.link in counted and (claim.id not in seen or claim.link == rules.OWN):
                seen[claim.id] = claim
        return Household(self.phone, list(seen.values()), lapsed)


def household(
    site_id: int,
    phone: str | None,
    policy: rulebook.Policies,
    *,
    party: Links = (),
) -> Household:
    """Return the claims on a phone, on its known relations and on those named in `party`."""
    return HouseholdAsked(site_id, phone, party=party).household(policy)


def counted_phone(given: str, site_id: int, at: datetime) -> str | None:
    """Return the normal form of a phone on which a claim can stand at the site (3.5.0).

    Numbers of other countries count where the site's policy says so; None for what is no phone. Of
    several numbers of one person the one counts that has an owner, the earliest claim first, and
    the first one where none has.
    """
    phones = [phone.number for phone in phones_in(given)] if given else []
    if any(map(is_abroad, phones)) and not rulebook.policies(site_id, at)["phone.abroad"]:
        phones = [phone for phone in phones if not is_abroad(phone)]
    if len(phones) > 1:
        standing = Claim.objects.filter(ended_at=None, lapses_at__gt=at)
        theirs = standing.filter(site_id=site_id, phone__in=phones).order_by("made_at", "pk")
        phones = [*theirs.values_list("phone", flat=True)[:1], *phones]
    return phones[0] if phones else None


def valid_phone(given: str, site_id: int, at: datetime) -> str:
    """Return the normal form of a phone on which a claim can stand at the site.

    :raises Refused: `input` where it is no valid phone.
    """
    phone = counted_phone(given, site_id, at)
    if phone is None:
        strange = strange_in(given)
        if strange:
            raise bad_input(
                phrase(
                    "This is no valid phone: {character} does not belong in one.",
                    character=strange,
                )
            )
        raise bad_input(
            phrase(
                "This is no valid phone: 11 digits for a mobile, area code first for a landline, "
                "+ and country code for a phone of another country."
            )
        )
    return phone


class Ownership(Answer):
    """Whose customer a phone is, by which clause, from when to when, and why."""

    owner: str | None
    basis: str | None
    clause: str
    since: str | None
    valid_until: str | None
    shares: dict[str, float]
    because: list[str]


@question(
    "owner_of",
    without_by=True,
    may=ANYONE,
    word=phrase("Ask whose customer"),
)
def owner_of(*, actor: SiteActor, at: datetime, phone: Phone) -> Ownership:
    """Say whose customer a phone is, since when, until when, by which clause and why.

    A person who may not see whose customers others are hears of a colleague's only that it is one,
    here as at the desk (3.4.3.5): `basis` is `colleague` and the rest is empty.
    """
    site_id = actor.site_id
    number = valid_phone(phone, site_id, at)
    policy = rulebook.policies(site_id, at)
    found = household(site_id, number, policy)
    claim = found.deciding(at)
    sees_whose = actor.staff_id is None or actor.post in SEES_WHOSE
    if claim is None:
        lapsed = found.lapsed_own(at) or found.lapsed
        may_know = sees_whose or (lapsed is not None and lapsed.owner_id == actor.staff_id)
        answer = _nobody(lapsed) if may_know else _nobody_now()
        others = _other_customers(actor, site_id, number, policy)
        return answer.model_copy(update={"because": [*answer.because, *others]})
    if not sees_whose and claim.owner_id != actor.staff_id:
        return _of_a_colleague()
    owner = claim.owner_code
    shares = shares_on(claim)
    sentences = because(claim, owner, founding=founding_of(claim))
    if shares:
        sentences.insert(0, decided(shares))
    return Ownership(
        owner=owner,
        basis=claim.kind,
        clause="3.5.1" if shares else rules.clause_of_link(claim.link),
        since=iso(claim.made_at),
        valid_until=valid_until(claim.lapses_at),
        shares=shares,
        because=[
            *map(said, sentences),
            *_other_customers(actor, site_id, number, policy),
        ],
    )


def _other_customers(
    actor: SiteActor, site_id: int, phone: str, policy: rulebook.Policies
) -> list[str]:
    """Say to leaders which relations of a phone do not make one customer, and by which clause (3.5.2, 3.5.3).

    The desk asks in front of the customer and wants the owner at once.
    """
    if actor.staff_id is not None and actor.post not in LEADERS:
        return []
    counted = rules.counted_relations(policy["household.relations"])
    rows = Relation.objects.filter(site_id=site_id, phone=phone, ended_at=None)
    rows = rows.exclude(relation__in=counted).order_by("recorded_at", "pk")
    return [
        said(
            phrase(
                "{phone} ({link}) is another customer by {clause}.",
                phone=masked_phone(row.other),
                link=LINKS.get(row.relation, row.relation),
                clause=rules.clause_of_relation(row.relation),
            )
        )
        for row in rows
    ]


def shares_on(claim: ClaimFacts) -> dict[str, float]:
    """Return each one's share in a customer by code; empty where nothing was decided (3.5.1)."""
    return answered_shares(shares_by_code(claim.id))


def decided(shares: dict[str, float]) -> Phrase:
    """Say that colleagues agreed about a customer, or a manager decided, and how it was shared."""
    told = listed(f"{code} {share:.0%}" for code, share in shares.items())
    return phrase("Agreed or decided in a dispute, with the shares {shares} (3.5.1).", shares=told)


def _nobody_now() -> Ownership:
    """Answer that nobody owns a phone, without a word about who did."""
    sentence = phrase(
        "Nobody has a standing claim. Whoever receives the next visit by turn gains it (3.5.0)."
    )
    return _unowned("3.5.0", sentence)


def _of_a_colleague() -> Ownership:
    sentence = phrase("A colleague follows this customer (3.4.3.5).")
    return _unowned("3.4.3.5", sentence, basis="colleague")


def because(claim: ClaimFacts, owner: str, *, founding: Founding | None = None) -> list[Phrase]:
    """Say in sentences which claim decides, by which link, and until when it stands."""
    sentences = []
    if claim.link != rules.OWN:
        sentences.append(
            phrase(
                "{phone} ({link}) counts as the same customer by {clause}.",
                phone=masked_phone(claim.phone),
                link=LINKS.get(claim.link, claim.link),
                clause=rules.clause_of_link(claim.link),
            )
        )
    sentences.append(how_it_came(claim, owner, founding))
    return [*sentences, stands_until(claim)]


def stands_until(claim: ClaimFacts) -> Phrase:
    """Say until when a claim stands: to the end of a day, or to the closing time on it."""
    if rules.is_bound(claim.lapses_at):
        return phrase("A deal binds the claim; it does not lapse while that is open (3.3.2.1).")
    clause = rules.LAPSE_CLAUSE[claim.kind]
    end = local(claim.lapses_at)
    if (end.hour, end.minute) == (0, 0):
        day = last_day(claim.lapses_at).isoformat()
        return phrase("The claim stands to the end of {day} ({clause}).", day=day, clause=clause)
    return phrase("The claim stands to {at} ({clause}).", at=f"{end:%Y-%m-%d %H:%M}", clause=clause)


def _nobody(last: ClaimFacts | None) -> Ownership:
    """Answer for a phone that nobody owns now; `last` is the claim that lapsed last."""
    if last is None:
        return _unowned("3.5.0", phrase("No reception left this phone on record (3.5.0)."))
    return _unowned(rules.LAPSE_CLAUSE[last.kind], lapsed_after(last, last.owner_code))


def lapsed_after(last: ClaimFacts, owner: str) -> Phrase:
    """Say whose claim lapsed, after which day and by which clause."""
    return phrase(
        "The claim of {owner} lapsed after {day} ({clause}).",
        owner=owner,
        day=last_day(last.lapses_at).isoformat(),
        clause=rules.LAPSE_CLAUSE[last.kind],
    )


def _unowned(clause: str, sentence: Phrase, basis: str | None = None) -> Ownership:
    return Ownership(
        owner=None,
        basis=basis,
        clause=clause,
        since=None,
        valid_until=None,
        shares={},
        because=[said(sentence)],
    )


def valid_until(lapses_at: datetime) -> str | None:
    """Return the last day of a claim as an answer says it; None while a deal binds it."""
    return None if rules.is_bound(lapses_at) else last_day(lapses_at).isoformat()


def last_day(lapses_at: datetime) -> date:
    """Return the last day on which a claim stands."""
    return rules.last_day_of(lapses_at)


def tied_by_courtesy_only(site_id: int, staff_id: int | None, claims: list[ClaimFacts]) -> bool:
    """Tell whether a courtesy reception is what ties the person to these claims."""
    return (
        ClaimEvent.objects.filter(
            claim_id__in=[claim.id for claim in claims],
            kind=ClaimEvent.Kind.COURTESY,
            staff_id=staff_id or 0,
            claim__site_id=site_id,
        ).exists()
        if claims
        else False
    )


def overdue_staff(site_id: int, at: datetime) -> frozenset[int]:
    """Return who let a planned contact with an own customer go by (rotation.blocked_by_overdue)."""
    latest = FollowUp.objects.filter(customer_id=OuterRef("pk"), struck_at=None).order_by(
        "-at", "-pk"
    )
    planned = (
        Customer.objects.filter(site_id=site_id)
        .annotate(next_on=latest.values("next_on")[:1], by=latest.values("staff_id")[:1])
        .filter(next_on__lt=day_of(at))
    )
    standing = Claim.objects.filter(
        site_id=site_id,
        ended_at=None,
        lapses_at__gt=at,
        phone=OuterRef("phone"),
        owner_id=OuterRef("by"),
    )
    return frozenset(planned.filter(Exists(standing)).values_list("by", flat=True))
