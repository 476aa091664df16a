"""Addresses of advances."""

from django.urls import path

from salesfloor.kernel.advances import views
from salesfloor.kernel.advances.lists import ADVANCES

app_name = "advances"
urlpatterns = [
    path("advances/", ADVANCES.view, name="advances"),
    path("advances/<int:number>/", views.advance, name="advance"),
]
