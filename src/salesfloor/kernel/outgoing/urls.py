"""Addresses of the channels."""

from django.urls import path

from salesfloor.kernel.outgoing import views, wordings_page
from salesfloor.kernel.outgoing.lists import UNSENT

app_name = "outgoing"
urlpatterns = [
    path("outside/", views.channels, name="channels"),
    path("outside/mine/", views.mine, name="mine"),
    path("outside/unsent/", UNSENT.view, name="unsent"),
    path("outside/texts/", wordings_page.texts, name="texts"),
]
