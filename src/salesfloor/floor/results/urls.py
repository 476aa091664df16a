"""Addresses of results as the house counts them."""

from django.urls import path

from salesfloor.floor.results import views

app_name = "results"
urlpatterns = [path("counts/", views.counts, name="counts")]
