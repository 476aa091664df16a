"""Addresses of the shift log."""

from django.urls import path

from salesfloor.trades.venue.shifts import views
from salesfloor.trades.venue.shifts.lists import HANDOVERS, LOG

app_name = "shifts"
urlpatterns = [
    path("area/handovers/", HANDOVERS.view, name="handovers"),
    path("area/log/", LOG.view, name="entries"),
    path("area/log/<int:number>/", views.log, name="log"),
]
