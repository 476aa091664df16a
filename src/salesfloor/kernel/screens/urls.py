"""Addresses of the screens."""

from django.urls import path

from salesfloor.kernel.screens import views

app_name = "screens"
urlpatterns = [path("screens/", views.screens, name="screens")]
