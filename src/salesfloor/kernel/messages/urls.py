"""Addresses of the inbox."""

from django.urls import path

from salesfloor.kernel.messages import views

app_name = "messages"
urlpatterns = [
    path("messages/", views.inbox, name="inbox"),
    path("messages/read/", views.read, name="read"),
]
