"""Addresses of the forms that correct particulars."""

from django.urls import path

from salesfloor.floor.particulars import views

app_name = "particulars"
urlpatterns = [
    path("customers/<int:pk>/particulars/", views.particulars, name="particulars"),
    path("customers/<int:pk>/need/", views.need, name="need"),
    path("customers/<int:pk>/grade/", views.grade, name="grade"),
]
