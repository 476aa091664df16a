"""Addresses of promises."""

from django.urls import path

from salesfloor.floor.promises import views
from salesfloor.floor.promises.lists import PROMISES

app_name = "promises"
urlpatterns = [
    path("promises/", PROMISES.view, name="promises"),
    path("promises/waiting/", views.approvals, name="approvals"),
    path("promises/<int:number>/", views.promise, name="promise"),
]
