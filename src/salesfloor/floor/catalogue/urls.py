"""Addresses of what is for sale."""

from django.urls import path

from salesfloor.floor.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("units/", views.board, name="board"),
    path("units/wall/", views.television, name="board_tv"),
    path("units/of/<str:code>/", views.unit, name="unit"),
]
