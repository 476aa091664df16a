"""Addresses of meetings."""

from django.urls import path

from salesfloor.floor.meetings import house, paper, views
from salesfloor.floor.meetings.lists import MEETINGS

app_name = "meetings"
urlpatterns = [
    path("meetings/", MEETINGS.view, name="meetings"),
    path("meetings/next/", views.coming, name="coming"),
    path("meeting/<path:code>/", views.meeting, name="meeting"),
    path("meeting-minutes/<path:code>/", paper.minutes, name="minutes"),
    path("meeting-pictures/<path:code>/", views.in_pictures, name="pictures"),
    path("house-in-pictures/", house.house, name="house"),
    path("meeting-screen/<path:code>/", views.screen, name="screen"),
]
