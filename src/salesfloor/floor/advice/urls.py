"""Addresses of advice."""

from django.urls import path

from salesfloor.floor.advice import views

app_name = "advice"
urlpatterns = [
    path("advice/", views.choose, name="choose"),
    path("advice/<int:pk>/", views.advise, name="advise"),
    path("advice/<int:pk>/probe/", views.probe, name="probe"),
    path("advice/<int:pk>/sheets/", views.sheets, name="sheets"),
    path("advice/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("advice/<int:pk>/react/", views.react, name="react"),
]
