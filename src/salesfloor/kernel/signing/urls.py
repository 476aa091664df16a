"""Addresses of signing the rules."""

from django.urls import path

from salesfloor.kernel.signing import views

app_name = "signing"
urlpatterns = [
    path("rules/", views.mine, name="mine"),
    path("rules/<int:article>/<str:who>/", views.rules, name="rules"),
]
