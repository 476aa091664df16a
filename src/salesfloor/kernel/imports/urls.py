"""Addresses of imports."""

from django.urls import path

from salesfloor.kernel.imports import views

app_name = "imports"
urlpatterns = [
    path("imports/", views.start, name="start"),
    path("imports/<int:number>/", views.job, name="job"),
    path("imports/<int:number>/call-off/", views.call_off, name="call_off"),
    path("imports/<int:number>/corrected/", views.corrected, name="corrected"),
]
