"""Addresses of calls, reviews and talks."""

from django.urls import path

from salesfloor.floor.tracking import views
from salesfloor.floor.tracking.lists import TALKS

app_name = "tracking"
urlpatterns = [
    path("talks/", TALKS.view, name="talks"),
    path("talks/lagging/", views.lagging, name="lagging"),
    path("talks/calls/", views.calls, name="calls"),
    path("talks/reviews/", views.reviews, name="reviews"),
]
