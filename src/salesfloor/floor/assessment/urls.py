"""Addresses of assessments."""

from django.urls import path

from salesfloor.floor.assessment import views
from salesfloor.floor.assessment.lists import ASSESSMENTS

app_name = "assessment"
urlpatterns = [
    path("assessments/", ASSESSMENTS.view, name="assessments"),
    path("assessments/<int:number>/", views.assessment, name="assessment"),
]
