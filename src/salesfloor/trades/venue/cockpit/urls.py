"""Addresses of a service area's pages."""

from django.urls import path

from salesfloor.trades.venue.cockpit import views

app_name = "cockpit"
urlpatterns = [
    path("area/", views.shift, name="shift"),
    path("area/taking-over/", views.taking_over, name="taking_over"),
    path("area/tv/", views.television, name="tv"),
    path("area/tv/now/", views.television_now, name="tv_now"),
    path("area/board/", views.board, name="board"),
    path("area/board/now/", views.board_now, name="board_now"),
    path("area/shift/<str:code>/<str:on>/", views.of_shift, name="of_shift"),
    path("area/handover/<int:number>/", views.handover, name="handover"),
]
