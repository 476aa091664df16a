"""Addresses of asks."""

from django.urls import path

from salesfloor.kernel.asks import views

app_name = "asks"
urlpatterns = [
    path("answer/<str:token>/", views.answer, name="answer"),
]
