"""Addresses of what if."""

from django.urls import path

from salesfloor.floor.hindsight import views

app_name = "hindsight"
urlpatterns = [
    path("what-if/", views.what_if, name="what_if"),
    path("what-if/<int:number>/", views.tried, name="tried"),
    path("what-if/use/", views.use, name="use"),
]
