"""Addresses of the kit itself."""

from django.urls import path

from salesfloor.web import views

app_name = "web"
urlpatterns = [
    path("guide/", views.guide, name="guide_start"),
    path("guide/<slug:name>/", views.guide, name="guide"),
    path("tour/<int:number>/", views.take_tour, name="tour"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("look/", views.change_look, name="look"),
    path("search/", views.search, name="search"),
    path("site/", views.change_site, name="site"),
    path("give/", views.commands, name="commands"),
    path("give/<str:name>/", views.give_command, name="give"),
]
