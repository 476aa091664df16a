"""Addresses of the evening round."""

from django.urls import path

from salesfloor.floor.pulse import views

app_name = "pulse"
urlpatterns = [path("round/", views.evening, name="evening")]
