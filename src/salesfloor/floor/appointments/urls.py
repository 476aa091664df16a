"""Addresses of appointments."""

from django.urls import path

from salesfloor.floor.appointments import views

app_name = "appointments"
urlpatterns = [
    path("appointments/<int:number>/", views.appointment, name="appointment"),
]
