"""Addresses of what a customer may ask for."""

from django.urls import path

from salesfloor.floor.privacy import views

app_name = "privacy"
urlpatterns = [path("customers/<int:pk>/copy/", views.copy, name="copy")]
