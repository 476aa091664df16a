"""One agreement as its paper: who signs next, where mistakes are, the last signature by PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import translation

from salesfloor.base.acts import StaffActor
from salesfloor.base.china_time import day_of
from salesfloor.base.identity_numbers import masked_id
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.deals import sealing, sight
from salesfloor.floor.deals.choices import ENDED, AgreementStatus, Party, Stage
from salesfloor.floor.deals.hands import passed_on, why_written
from salesfloor.floor.deals.models import Agreement, ReviewPlace, SealedPaper
from salesfloor.floor.deals.views.papers import pdf
from salesfloor.floor.results.api import staff_actor
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give, go, page, row_or_404
from salesfloor.web.templatetags.salesfloor import full_moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.web.requests import StaffRequest

Facts = list[tuple[Phrase, object]]


@page(may=sight.READERS | {Post.ADMIN, Post.DESK}, methods=["GET"])
def agreement(request: StaffRequest, number: int) -> HttpResponse:
    """Show an agreement: what it says, who signed, who has it, what can be done."""
    row = _agreement(request, number)
    handed = passed_on(row)
    hands = (who for one in handed for who in (one.giver, one.taker))
    names = names_of([row.writer, row.approved_by, row.special_by, *hands])
    holder = people.Staff.objects.filter(pk=row.holder_id or 0).first()
    actor = staff_actor(request.actor)
    facts: Facts = [
        (phrase("Written by"), names.get(row.writer, row.writer)),
        (phrase("Time"), full_moment(row.written_at)),
    ]
    if row.approved_by:
        facts.append((phrase("Written on the word of"), names.get(row.approved_by, "")))
    if reason := why_written(row):
        facts.append((phrase("Why it was written"), reason))
    if row.special_by:
        facts.append((phrase("Special wording approved by"), names.get(row.special_by, "")))
    if holder is not None:
        facts.append((phrase("In whose hands"), holder.name))
    facts += [
        (
            phrase("From hand to hand"),
            f"{names.get(one.giver, one.giver)} → {names.get(one.taker, one.taker)} · {full_moment(one.at)}",
        )
        for one in handed
    ]
    sealed = SealedPaper.objects.filter(agreement=row).first()
    if sealed is not None:
        facts.append((phrase("Fingerprint"), sealed.sha256))
    return subject_page(
        request,
        f"agreement:{number}",
        head=phrase("Agreement {number}", number=number),
        clause="3.4.2.4",
        state=AgreementStatus(row.status).label,
        facts=facts,
        acts=_acts_on_agreement(row, actor),
        ways=[
            (phrase("The paper"), f"agreement_paper:{number}"),
            (phrase("Unit {unit}", unit=row.unit), f"deal:{row.deal.number}"),
        ],
        back=(phrase("Deals"), "deals:deals"),
        template="deals/agreement.html",
        more=_standing(row, actor),
    )


def _standing(row: Agreement, actor: StaffActor) -> dict[str, Any]:
    """Return who signed, what the paper says, where mistakes were found, and what one costs."""
    found_at = dict(
        ReviewPlace.objects.filter(deal=row.deal, paper=f"agreement:{row.number}").values_list(
            "place", "found_by"
        )
    )
    policy = rulebook.policies_on(row.site_id, day_of(row.written_at), row.written_at)
    reviews = actor.post in MANAGERS and row.writer_id != actor.staff_id
    return {
        "agreement": row,
        "steps": _steps(row),
        "sections": _paper(row, found_at),
        "other_places": [one for one in found_at if one not in _places(row)],
        "reviews": reviews and row.status != AgreementStatus.WITHDRAWN,
        "fine_yuan": policy["penalty.document_error_yuan"],
        "waits": row.status == AgreementStatus.WAITING_SPECIAL,
        "buyer_signs": row.status == AgreementStatus.PREPARED,
        "signs_last": row.status == AgreementStatus.SIGNED_BY_CONSULTANT and actor.post in MANAGERS,
    }


def _steps(row: Agreement) -> list[dict[str, Any]]:
    """Return the hands in their order: who signed when, whose turn it is."""
    standing = {one.party: one for one in row.signatures.filter(void_at=None)}
    ids = [who for one in standing.values() for who in (one.staff_id, one.witness_id) if who]
    names = dict(people.Staff.objects.filter(pk__in=ids).values_list("pk", "name"))
    steps: list[dict[str, Any]] = []
    is_open = row.status not in {*ENDED, AgreementStatus.SEALED, AgreementStatus.WAITING_SPECIAL}
    for party in Party:
        one = standing.get(party)
        is_next = one is None and is_open and all(step["is_done"] for step in steps)
        who = row.buyer if party is Party.BUYER else names.get((one and one.staff_id) or 0, "")
        steps.append(
            {
                "label": party.label,
                "is_done": one is not None,
                "is_next": is_next,
                "who": who if one else "",
                "witness": names.get((one and one.witness_id) or 0, ""),
                "at": one.at if one else None,
            }
        )
    return steps


def _paper(row: Agreement, found_at: Iterable[str]) -> list[dict[str, Any]]:
    """Return what the paper says, section by section; each row is a place that a review can name.

    A place is known in whichever language the page was read when somebody found a mistake there.
    """
    wrong = set(found_at)
    told, *others = _in_each_language(row)
    hidden = {row.id_no, *(one["id_no"] for one in row.co_buyers)}
    sections = []
    for number, section in enumerate(told["sections"]):
        rows = []
        for line, (label, text) in enumerate(section["rows"]):
            names = {label, *(other["sections"][number]["rows"][line][0] for other in others)}
            rows.append((label, masked_id(text) if text in hidden else text, bool(names & wrong)))
        sections.append({"title": section["title"], "rows": rows})
    terms = [(code, words, code in wrong) for code, words in row.terms.items()]
    if terms:
        sections.append({"title": told["terms_title"], "rows": terms})
    if row.special:
        title = told["special_title"]
        names = {title, *(other["special_title"] for other in others)}
        sections.append({"title": title, "rows": [(title, row.special, bool(names & wrong))]})
    return sections


def _in_each_language(row: Agreement) -> list[dict[str, Any]]:
    """Return what the paper says in the reader's language, and in the others."""
    told = [sealing.facts_of(row, row.deal)]
    for language, _ in settings.LANGUAGES:
        if language != translation.get_language():
            with translation.override(language):
                told.append(sealing.facts_of(row, row.deal))
    return told


def _places(row: Agreement) -> set[str]:
    """Return every name of a place on the paper, in each language."""
    told = _in_each_language(row)
    labels = (label for one in told for part in one["sections"] for label, _ in part["rows"])
    return {*labels, *row.terms, *(one["special_title"] for one in told)}


def _agreement(request: StaffRequest, number: int) -> Agreement:
    rows = Agreement.objects.filter(site_id=request.actor.site_id or 0).select_related("deal")
    row: Agreement = row_or_404(rows, number=number)
    is_seen = row.holder_id == request.actor.staff_id
    if not (is_seen or sight.sees(staff_actor(request.actor), row.deal, request.at)):
        raise Http404
    return row


def _acts_on_agreement(row: Agreement, actor: StaffActor) -> list[Act]:
    """Return what this person can do about an agreement just now."""
    given = {"agreement": row.number}
    is_manager, is_writer = actor.post in MANAGERS, row.writer_id == actor.staff_id
    is_owner = row.deal.owner_id == actor.staff_id
    acts: list[Act] = []
    if row.status == AgreementStatus.WAITING_SPECIAL and is_manager and not is_writer:
        acts.append(Act("approve_special", given))
    if row.status == AgreementStatus.PREPARED and (is_writer or is_owner or is_manager):
        word = phrase("The buyer signs")
        acts.append(Act("sign_agreement", {**given, "signer": "buyer"}, word=word))
    signs = is_owner or (is_writer and not is_manager)
    if row.status == AgreementStatus.SIGNED_BY_BUYER and signs:
        word = phrase("Sign as consultant")
        acts.append(Act("sign_agreement", given, hidden=("agreement", "signer"), word=word))
    if is_manager and not is_writer and row.status != AgreementStatus.WITHDRAWN:
        acts.append(Act("review_agreement", given))
    if row.sealed_at is None and row.status not in {
        AgreementStatus.RETURNED,
        AgreementStatus.WITHDRAWN,
    }:
        acts += [Act("withdraw_agreement", given)] if is_writer or is_manager else []
    if (
        row.status == AgreementStatus.SEALED
        and is_manager
        and row.deal.next_stage == Stage.CONTRACT
    ):
        acts.append(Act("reopen_agreement", given))
    if row.sealed_at is not None and (is_manager or is_writer or is_owner):
        acts.append(Act("attach_scans", given))
    if row.holder_id == actor.staff_id:
        acts.append(Act("pass_agreement", given))
    return acts


@page(may=sight.READERS | {Post.ADMIN, Post.DESK}, methods=["GET"])
def agreement_paper(request: StaffRequest, number: int) -> HttpResponse:
    """Serve an agreement as PDF: a sealed one as the bytes that were signed, for good."""
    row = _agreement(request, number)
    sealed = SealedPaper.objects.filter(agreement=row).first()
    content = bytes(sealed.content) if sealed else sealing.paper(row, row.deal)
    return pdf(content, f"agreement-{number}.pdf")


@page(may=MANAGERS, methods=["POST"])
def seal(request: StaffRequest, number: int) -> HttpResponse:
    """Sign last as manager, who has just proved by PIN to be the one (3.4.2.4)."""
    _agreement(request, number)
    person = people.Staff.objects.get(pk=request.actor.staff_id or 0)
    people.check_pin(person, request.POST.get("pin", ""), request.at)
    with consent.proven(person.code):
        give(request, "sign_agreement", {"agreement": number})
    return go(request, "deals:agreement", toast=phrase("Signed and sealed."), number=number)
