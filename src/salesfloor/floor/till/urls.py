"""Addresses of the till."""

from django.urls import path

from salesfloor.floor.till import views
from salesfloor.floor.till.lists import CLOSINGS

app_name = "till"
urlpatterns = [
    path("r/<str:site>/<int:number>/<str:code>/", views.check, name="check"),
    path("till/closings/", CLOSINGS.view, name="closings"),
]
