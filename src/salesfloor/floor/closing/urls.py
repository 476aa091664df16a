"""The address of the daily close."""

from django.urls import path

from salesfloor.floor.closing import views

app_name = "closing"
urlpatterns = [path("close/", views.close, name="close")]
