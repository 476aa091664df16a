"""Addresses of swaps of duty."""

from django.urls import path

from salesfloor.floor.roster import calendar, views

app_name = "roster"
urlpatterns = [
    path("people/swaps/", views.swaps, name="swaps"),
    path("people/calendar/", calendar.calendar, name="calendar"),
]
