"""Addresses of the kit itself."""

from django.urls import path

from salesfloor.web import views

app_name = "web"
urlpatterns = [
    path("site/", views.change_site, name="site"),
]
