"""Addresses of the sales tables."""

from django.urls import path

from salesfloor.floor.tables import views

app_name = "tables"
urlpatterns = [
    path("tables/", views.plan, name="plan"),
    path("tables/grading/", views.grading, name="grading"),
]
