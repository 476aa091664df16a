"""Addresses of exports."""

from django.urls import path

from salesfloor.floor.exports import views
from salesfloor.floor.exports.lists import EXPORTS

app_name = "exports"
urlpatterns = [
    path("exports/", EXPORTS.view, name="exports"),
    path("exports/<int:number>/", views.export, name="export"),
    path("exports/<int:number>/take/", views.take, name="take"),
    path("exports/<int:number>/file/", views.file, name="file"),
]
