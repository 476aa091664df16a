"""Addresses of arguments and the business card."""

from django.urls import path

from salesfloor.floor.arguments import views

app_name = "arguments"
urlpatterns = [path("business-card/", views.card, name="card")]
