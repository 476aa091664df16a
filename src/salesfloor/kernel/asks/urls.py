"""Addresses of asks."""

from django.urls import path

from salesfloor.kernel.asks import views
from salesfloor.kernel.asks.lists import ASKS

app_name = "asks"
urlpatterns = [
    path("asks/", ASKS.view, name="asks"),
    path("answer/<str:token>/", views.answer, name="answer"),
]
