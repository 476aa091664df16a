"""Addresses of papers that expire."""

from django.urls import path

from salesfloor.kernel.licences import views
from salesfloor.kernel.licences.lists import PAPERS

app_name = "licences"
urlpatterns = [
    path("licences/", PAPERS.view, name="papers"),
    path("licences/<int:number>/", views.paper, name="paper"),
]
