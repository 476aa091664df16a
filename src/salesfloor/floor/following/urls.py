"""Addresses of what following up shows to everybody."""

from django.urls import path

from salesfloor.floor.following import views

app_name = "following"
urlpatterns = [path("cards/<str:token>/", views.card, name="card")]
