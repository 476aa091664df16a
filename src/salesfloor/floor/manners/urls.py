"""Addresses of manners; `rate/` is open to anyone who has the link."""

from django.urls import path

from salesfloor.floor.manners import views
from salesfloor.floor.manners.lists import RATINGS

app_name = "manners"
urlpatterns = [
    path("team-check/", views.team, name="team"),
    path("ratings/", RATINGS.view, name="ratings"),
    path("ratings/<int:pk>/", views.invite, name="invite"),
    path("rate/<int:pk>/<str:token>/", views.rate, name="rate"),
]
