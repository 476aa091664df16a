"""Addresses of the day's plan."""

from django.urls import path

from salesfloor.trades.venue.plans import views

app_name = "plans"
urlpatterns = [
    path("area/plan/", views.plan, name="plan"),
]
