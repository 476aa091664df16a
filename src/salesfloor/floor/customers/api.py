"""What other modules may ask of customers."""

from salesfloor.floor.customers.choices import (
    Basis,
    Channel,
    ClaimKind,
    Grade,
    Method,
    Outcome,
    ReadingReason,
    RelationKind,
    WhyNoThanks,
)
from salesfloor.floor.customers.commands.binding import bind, lock_claims, set_free
from salesfloor.floor.customers.commands.claims import (
    count_visit,
    found_claim,
    note_courtesy,
    pass_on,
    take_back,
)
from salesfloor.floor.customers.commands.deciding import give_by_decision
from salesfloor.floor.customers.commands.handing import claims_of, hand_over_claims
from salesfloor.floor.customers.commands.kin import OwnersBefore, end_relation, record_relations
from salesfloor.floor.customers.commands.known import correct_known
from salesfloor.floor.customers.commands.old_claims import (
    ledger_of,
    renew,
    write_claims,
    write_renewed,
)
from salesfloor.floor.customers.commands.relations import (
    CustomerAsked,
    Told,
    customer_id,
    forget_registration,
    write_customer,
    write_customers,
)
from salesfloor.floor.customers.commands.sharing import (
    phones_shared_with,
    shares_by_code,
    shares_of_claim,
)
from salesfloor.floor.customers.commands.turn import lock_turn
from salesfloor.floor.customers.contacting import suggested_day, suggested_method
from salesfloor.floor.customers.ledger import Held, Ledger
from salesfloor.floor.customers.models import (
    Claim,
    ClaimEvent,
    ContactBan,
    Customer,
    FollowUp,
    Referral,
    Regrade,
    Relation,
    ThreadNote,
    ThreadRead,
)
from salesfloor.floor.customers.permissions import SEES_WHOSE
from salesfloor.floor.customers.queries import (
    Household,
    HouseholdAsked,
    because,
    counted_phone,
    household,
    household_as_of,
    last_day,
    overdue_staff,
    tied_by_courtesy_only,
    valid_phone,
)
from salesfloor.floor.customers.queries.books import BookInHand, books_in_hand
from salesfloor.floor.customers.queries.contact import (
    KEPT_FREE,
    days_between,
    kept_free,
    tells_buying,
)
from salesfloor.floor.customers.queries.due import Due, DueCount, Urgency, due, due_counts
from salesfloor.floor.customers.queries.figures import (
    ContactFigures,
    contact_figures,
    contacts_by_week,
)
from salesfloor.floor.customers.queries.grades import grade_of, latest_grade
from salesfloor.floor.customers.queries.house import house_of
from salesfloor.floor.customers.queries.lapsed import lapsed_count
from salesfloor.floor.customers.queries.one import counted_as_one
from salesfloor.floor.customers.queries.opened import also_open_by
from salesfloor.floor.customers.queries.received import Received, tells_received
from salesfloor.floor.customers.queries.search import named
from salesfloor.floor.customers.queries.to_contact import tells_contacts
from salesfloor.floor.customers.queries.to_keep import to_keep
from salesfloor.floor.customers.rules import (
    LAPSE_CLAUSE,
    OWN,
    SAME,
    ClaimFacts,
    counted_relations,
    deciding,
    is_bound,
    lapse_instant,
    may_replace,
    moved_to,
)

__all__ = [
    "KEPT_FREE",
    "LAPSE_CLAUSE",
    "OWN",
    "SAME",
    "SEES_WHOSE",
    "Basis",
    "BookInHand",
    "Channel",
    "Claim",
    "ClaimEvent",
    "ClaimFacts",
    "ClaimKind",
    "ContactBan",
    "ContactFigures",
    "Customer",
    "CustomerAsked",
    "Due",
    "DueCount",
    "FollowUp",
    "Grade",
    "Held",
    "Household",
    "HouseholdAsked",
    "Ledger",
    "Method",
    "Outcome",
    "OwnersBefore",
    "ReadingReason",
    "Received",
    "Referral",
    "Regrade",
    "Relation",
    "RelationKind",
    "ThreadNote",
    "ThreadRead",
    "Told",
    "Urgency",
    "WhyNoThanks",
    "also_open_by",
    "because",
    "bind",
    "books_in_hand",
    "claims_of",
    "contact_figures",
    "contacts_by_week",
    "correct_known",
    "count_visit",
    "counted_as_one",
    "counted_phone",
    "counted_relations",
    "customer_id",
    "days_between",
    "deciding",
    "due",
    "due_counts",
    "end_relation",
    "forget_registration",
    "found_claim",
    "give_by_decision",
    "grade_of",
    "hand_over_claims",
    "house_of",
    "household",
    "household_as_of",
    "is_bound",
    "kept_free",
    "lapse_instant",
    "lapsed_count",
    "last_day",
    "latest_grade",
    "ledger_of",
    "lock_claims",
    "lock_turn",
    "may_replace",
    "moved_to",
    "named",
    "note_courtesy",
    "overdue_staff",
    "pass_on",
    "phones_shared_with",
    "record_relations",
    "renew",
    "set_free",
    "shares_by_code",
    "shares_of_claim",
    "suggested_day",
    "suggested_method",
    "take_back",
    "tells_buying",
    "tells_contacts",
    "tells_received",
    "tied_by_courtesy_only",
    "to_keep",
    "valid_phone",
    "write_claims",
    "write_customer",
    "write_customers",
    "write_renewed",
]
