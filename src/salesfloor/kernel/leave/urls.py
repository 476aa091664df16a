"""Addresses of leave."""

from django.urls import path

from salesfloor.kernel.leave import views
from salesfloor.kernel.leave.lists import LEAVE

app_name = "leave"
urlpatterns = [
    path("leave/", LEAVE.view, name="leave"),
    path("leave/<int:number>/", views.leave, name="one"),
]
