"""The closed words of imports, each with its label."""

from __future__ import annotations

from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class OnError(Choice):
    """What becomes of a file with bad rows."""

    STOP = "stop", phrase("Nothing comes in until every row is good")
    SKIP = "skip", phrase("The good rows come in, the bad ones stay out")


class WithoutPhone(Choice):
    """What becomes of a visit or call without a phone."""

    REFUSE = "refuse", phrase("A row without a phone is bad")
    TAKE = "take", phrase("A row without a phone comes in; it founds no claim")


class OldClaims(Choice):
    """What becomes of the claims that follow from old registers."""

    BY_RULE = "by_rule", phrase("Worked out by the rules; most have lapsed")
    NONE = "none", phrase("None: everybody is a new customer")
    RENEW = "renew", phrase("By the rules, and those lapsed lately begin anew today")


ERRORS: Final = {
    "phone_missing": phrase("There is no phone."),
    "phone_invalid": phrase("This is no valid phone."),
    "date_missing": phrase("There is no date."),
    "date_invalid": phrase("There is no such day."),
    "year_missing": phrase("The year is missing, here and in the title."),
    "time_invalid": phrase("This is no time of day."),
    "receiver_unknown": phrase("No salesperson here has this name."),
    "post_unknown": phrase(
        "This is no post of a list: manager, lead, salesperson, desk, finance, administration, quality."
        " Directors are entered one by one."
    ),
    "name_missing": phrase("There is no name."),
    "text_invalid": phrase("The text holds characters that cannot be stored."),
    "number_invalid": phrase("This is no number."),
    "state_unknown": phrase("This is no state of a unit."),
    "code_twice": phrase("This code stands in the file already."),
    "code_missing": phrase("Building, stair or room is missing."),
    "layout_missing": phrase("There is no layout."),
    "total_differs": phrase("Unit price times area is another total; the total counts."),
    "state_differs": phrase("A deal here says otherwise; the deal counts."),
    "not_the_owner": phrase("Somebody else follows this customer by the rules."),
    "team_without_lead": phrase("The team has no lead, in the file or here."),
    "person_unknown": phrase("Nobody here has this code."),
    "tool_unknown": phrase("This is no chat tool: WeCom, DingTalk or Feishu."),
    "account_missing": phrase("There is no account."),
    "place_unknown": phrase("There is no such place here."),
    "kind_unknown": phrase("This is none of the kinds."),
    "code_invalid": phrase(
        "A code begins with a letter or digit and goes on with those or . @ + # - _"
    ),
    "code_taken": phrase("The code stands for something elsewhere, or for what is out of use."),
    "number_missing": phrase("There is no number."),
    "subject_unknown": phrase("Nothing here that has papers has this code."),
    "end_before_begin": phrase("A paper cannot end before it begins."),
    "mark": phrase("This is no mark: ✓ done, × with a fault, ○ or nothing not done, or a time."),
    "time": phrase("There is no such time of day."),
    "zone_unknown": phrase("Neither the title nor the sheet's name says which zone here it is of."),
    "day_twice": phrase("The rounds of this day are kept already."),
    "future": phrase("This day is still to come."),
    "figure_invalid": phrase("This is no whole number from 0 to 99,999."),
    "figure_missing": phrase("There is no figure in the row."),
    "applications_tell": phrase("Here applications tell this figure; it is not counted."),
    "own_count": phrase("Nobody counts their own results."),
    "day_too_long_ago": phrase("This is too long ago; a manager counts it, with a reason."),
    "count_twice": phrase("This day of the person stands in the file already."),
    "second_lead": phrase("The team has a lead already."),
}
"""What is wrong with a cell, by the code in the answer."""


def sentence_of(code: str) -> str:
    """Return what an error says, in the reader's language."""
    from salesfloor.web.language import said  # noqa: PLC0415 - only where somebody reads

    return said(ERRORS[code]) if code in ERRORS else code
