"""Addresses of the home page."""

from django.urls import path

from salesfloor.floor.today import views

app_name = "today"
urlpatterns = [
    path("", views.today, name="today"),
    path("today/give/<str:name>/", views.give_at_once, name="give"),
]
