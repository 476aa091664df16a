"""Addresses of findings."""

from django.urls import path

from salesfloor.kernel.findings import views
from salesfloor.kernel.findings.lists import FINDINGS

app_name = "findings"
urlpatterns = [
    path("findings/", FINDINGS.view, name="findings"),
    path("findings/<int:number>/", views.finding, name="finding"),
]
