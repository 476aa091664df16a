"""Addresses of cases."""

from django.urls import path

from salesfloor.kernel.cases import views
from salesfloor.kernel.cases.lists import CASES

app_name = "cases"
urlpatterns = [
    path("cases/", CASES.view, name="cases"),
    path("cases/<int:number>/", views.case, name="case"),
]
