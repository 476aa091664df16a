"""Addresses of the kit itself."""

from django.urls import path

from salesfloor.web import views

app_name = "web"
urlpatterns = [
    path("site/", views.change_site, name="site"),
    path("give/", views.commands, name="commands"),
    path("give/<str:name>/", views.give_command, name="give"),
]
