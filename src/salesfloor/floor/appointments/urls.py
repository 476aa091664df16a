"""Addresses of appointments."""

from django.urls import path

from salesfloor.floor.appointments import views
from salesfloor.floor.appointments.lists import ARRIVALS

app_name = "appointments"
urlpatterns = [
    path("arrivals/", ARRIVALS.view, name="arrivals"),
    path("appointments/<int:number>/", views.appointment, name="appointment"),
]
