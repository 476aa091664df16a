"""Addresses of the forms that correct particulars, and of what customers warm to."""

from django.urls import path

from salesfloor.floor.particulars import liking, views
from salesfloor.floor.particulars.lists import INTERESTED

app_name = "particulars"
urlpatterns = [
    path("customers/<int:pk>/particulars/", views.particulars, name="particulars"),
    path("customers/<int:pk>/need/", views.need, name="need"),
    path("customers/<int:pk>/grade/", views.grade, name="grade"),
    path("customers/<int:pk>/card/<str:value>/", views.card, name="card"),
    path("reports/interests/", liking.interests, name="interests"),
    path("reports/interests/who/", INTERESTED.view, name="interested"),
]
