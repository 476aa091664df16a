"""Addresses of notices."""

from django.urls import path

from salesfloor.kernel.notices import views
from salesfloor.kernel.notices.lists import NOTICES

app_name = "notices"
urlpatterns = [
    path("notices/", NOTICES.view, name="notices"),
    path("notices/<int:number>/", views.notice, name="notice"),
]
