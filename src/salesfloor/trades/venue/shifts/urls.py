"""Addresses of the shift log."""

from django.urls import path

from salesfloor.trades.venue.shifts import views

app_name = "shifts"
urlpatterns = [
    path("area/log/<int:number>/", views.log, name="log"),
]
