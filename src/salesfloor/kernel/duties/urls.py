"""Addresses of duties."""

from django.urls import path

from salesfloor.kernel.duties import introduction, views
from salesfloor.kernel.duties.lists import MISSES

app_name = "duties"
urlpatterns = [
    path("duties/introduce/", introduction.introduce, name="introduce"),
    path("duties/", MISSES.view, name="duties"),
    path("duties/<slug:code>/<str:subject>/<slug:period>/", views.duty, name="duty"),
]
