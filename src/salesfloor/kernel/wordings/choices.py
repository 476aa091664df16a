"""Which texts there are."""

from __future__ import annotations

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


class Text(Choice):
    """A text of which a house may have its own words."""

    ENCOURAGEMENT = "encouragement", phrase("Encouragement")
    THANKS = "thanks", phrase("Thanks")
    BATTLE_REPORT = "battle_report", phrase("Battle report")
    ANNOUNCEMENT = "announcement", phrase("Announcement")
    TEAM_ROUND = "team_round", phrase("Question to account managers")
    CENTRE_ROUND = "centre_round", phrase("Question to leads")
    REMINDER = "reminder", phrase("Reminder of the round")
