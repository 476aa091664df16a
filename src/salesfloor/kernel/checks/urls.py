"""Addresses of checks."""

from django.urls import path

from salesfloor.kernel.checks import views

app_name = "checks"
urlpatterns = [
    path("checks/", views.choose, name="choose"),
    path("checks/<slug:code>/<str:subject>/", views.sheet, name="sheet"),
]
