"""Addresses of conduct."""

from django.urls import path

from salesfloor.kernel.conduct import statement_page, views
from salesfloor.kernel.conduct.lists import CONDUCT

app_name = "conduct"
urlpatterns = [
    path("conduct/", CONDUCT.view, name="conduct"),
    path("fines/statement/", statement_page.statement, name="statement"),
    path("fines/statement/<str:month>/", statement_page.statement, name="statement_of"),
    path("conduct/<int:number>/", views.record, name="record"),
]
