"""Addresses of appointments."""

from django.urls import path

from salesfloor.floor.appointments import views
from salesfloor.floor.appointments.lists import ARRIVALS

app_name = "appointments"
urlpatterns = [
    path("arrivals/", ARRIVALS.view, name="arrivals"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendars/<str:token>.ics", views.feed, name="feed"),
    path("appointments/<int:number>/", views.appointment, name="appointment"),
]
