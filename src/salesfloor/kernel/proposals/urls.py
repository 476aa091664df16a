"""Addresses of proposals."""

from django.urls import path

from salesfloor.kernel.proposals import views
from salesfloor.kernel.proposals.lists import PROPOSALS

app_name = "proposals"
urlpatterns = [
    path("proposals/", PROPOSALS.view, name="proposals"),
    path("proposals/<int:number>/", views.proposal, name="proposal"),
]
