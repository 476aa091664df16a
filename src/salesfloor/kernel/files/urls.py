"""Addresses of files."""

from django.urls import path

from salesfloor.kernel.files import views

app_name = "files"
urlpatterns = [
    path("files/<slug:value>/", views.file, name="file"),
]
