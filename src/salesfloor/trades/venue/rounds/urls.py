"""Addresses of rounds."""

from django.urls import path

from salesfloor.trades.venue.rounds import views
from salesfloor.trades.venue.rounds.lists import MISSED, PAST, ROUNDS

app_name = "rounds"
urlpatterns = [
    path("area/rounds/", ROUNDS.view, name="rounds"),
    path("area/rounds/missed/", MISSED.view, name="missed"),
    path("area/rounds/missed/<str:code>/<str:due_at>/", views.miss, name="miss"),
    path("area/rounds/past/", PAST.view, name="past"),
    path("area/zones/<str:code>/", views.zone, name="zone"),
]
