"""Addresses of checks."""

from django.urls import path

from salesfloor.kernel.checks import views
from salesfloor.kernel.checks.listing import CHECKS

app_name = "checks"
urlpatterns = [
    path("checks/", views.choose, name="choose"),
    path("checks/done/", CHECKS.view, name="checks"),
    path("checks/<int:number>/", views.check, name="check"),
    path("checks/<slug:code>/<str:subject>/", views.sheet, name="sheet"),
]
