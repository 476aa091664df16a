"""Addresses of joint looks."""

from django.urls import path

from salesfloor.floor.looks import views

app_name = "looks"
urlpatterns = [
    path("looks/", views.ask, name="ask"),
    path("looks/<int:pk>/", views.together, name="together"),
    path("looks/<int:pk>/end/", views.end, name="end"),
]
