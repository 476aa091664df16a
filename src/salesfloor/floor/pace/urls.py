"""Addresses of targets, progress and warnings."""

from django.urls import path

from salesfloor.floor.pace import breaking, views

app_name = "pace"
urlpatterns = [
    path("progress/", views.progress_page, name="progress"),
    path("progress/break-down/", breaking.break_down, name="break_down"),
    path("warnings/<int:number>/", views.warning, name="warning"),
    path("warnings/due/<int:number>/", views.due, name="due"),
]
