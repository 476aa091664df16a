"""Addresses of handing in, and of market notes."""

from django.urls import path

from salesfloor.floor.records import views
from salesfloor.floor.records.lists import NOTES

app_name = "records"
urlpatterns = [
    path("hand-in/", views.handing_in, name="hand_in"),
    path("market/", NOTES.view, name="notes"),
]
