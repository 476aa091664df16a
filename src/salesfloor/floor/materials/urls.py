"""Addresses of materials; those below `m/` are open to anyone who has the link."""

from django.urls import path

from salesfloor.floor.materials import views
from salesfloor.floor.materials.lists import GIVEN, MATERIALS

app_name = "materials"
urlpatterns = [
    path("materials/", MATERIALS.view, name="materials"),
    path("materials/given/", GIVEN.view, name="given"),
    path("materials/<int:pk>/", views.material, name="material"),
    path("materials/given/<int:pk>/", views.link_page, name="given_one"),
    path("m/<str:token>/", views.public, name="public"),
    path("m/<str:token>/seen/", views.seen, name="seen"),
    path("m/<str:token>/<int:pk>/<str:value>/", views.document, name="document"),
]
