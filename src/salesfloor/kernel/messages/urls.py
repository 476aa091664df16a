"""Addresses of the inbox."""

from django.urls import path

from salesfloor.kernel.messages import views
from salesfloor.kernel.messages.lists import INBOX

app_name = "messages"
urlpatterns = [
    path("messages/", INBOX.view, name="inbox"),
    path("messages/read/", views.read, name="read"),
]
