"""Addresses of leaving."""

from django.urls import path

from salesfloor.floor.leaving import views

app_name = "leaving"
urlpatterns = [
    path("leaving/", views.choose, name="choose"),
    path("leaving/<str:code>/", views.leaver, name="leaver"),
    path("leaving/<str:code>/customers/", views.hand_over, name="hand_over"),
    path("leaving/<str:code>/close/", views.close, name="close"),
]
