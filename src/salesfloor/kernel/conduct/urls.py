"""Addresses of conduct."""

from django.urls import path

from salesfloor.kernel.conduct import views
from salesfloor.kernel.conduct.lists import CONDUCT

app_name = "conduct"
urlpatterns = [
    path("conduct/", CONDUCT.view, name="conduct"),
    path("conduct/<int:number>/", views.record, name="record"),
]
