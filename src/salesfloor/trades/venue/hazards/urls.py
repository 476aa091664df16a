"""Addresses of hazards."""

from django.urls import path

from salesfloor.trades.venue.hazards.lists import HAZARDS

app_name = "hazards"
urlpatterns = [path("area/hazards/", HAZARDS.view, name="hazards")]
