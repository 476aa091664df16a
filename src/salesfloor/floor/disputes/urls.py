"""Addresses of disputes."""

from django.urls import path

from salesfloor.floor.disputes import views
from salesfloor.floor.disputes.lists import DISPUTES

app_name = "disputes"
urlpatterns = [
    path("disputes/", DISPUTES.view, name="disputes"),
    path("disputes/<int:number>/", views.case, name="case"),
    path("disputes/<int:number>/shares/", views.shares, name="shares"),
    path("disputes/<int:number>/paper/", views.paper, name="paper"),
]
