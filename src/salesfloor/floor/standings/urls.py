"""Addresses of standings and of the daily report."""

from django.urls import path

from salesfloor.floor.standings import views
from salesfloor.floor.standings.lists import REPORT

app_name = "standings"
urlpatterns = [
    path("standings/", views.standings_page, name="standings"),
    path("standings/commendations/<int:number>/", views.commendation, name="commendation"),
    path("standings/wall/", views.television, name="wall"),
    path("daily-report/", views.report, name="report"),
    path("daily-report/table/", REPORT.view, name="report_table"),
]
