"""Addresses of one customer with several phones."""

from django.urls import path

from salesfloor.floor.kinship import parts

app_name = "kinship"
urlpatterns = [
    path("customers/<int:pk>/phones/<int:relation>/apart/", parts.apart, name="apart"),
]
