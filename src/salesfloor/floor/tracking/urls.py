"""Addresses of talks."""

from django.urls import path

from salesfloor.floor.tracking.lists import TALKS

app_name = "tracking"
urlpatterns = [path("talks/", TALKS.view, name="talks")]
