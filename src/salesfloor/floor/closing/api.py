"""What other modules may ask of the daily close."""

from salesfloor.floor.closing.forecasts import ForecastsOfTeam, forecasts_of_teams
from salesfloor.floor.closing.models import Close
from salesfloor.floor.closing.standing import latest_closes

__all__ = ["Close", "ForecastsOfTeam", "forecasts_of_teams", "latest_closes"]
