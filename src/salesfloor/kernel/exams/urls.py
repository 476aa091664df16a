"""Addresses of examinations."""

from django.urls import path

from salesfloor.kernel.exams import paper, views
from salesfloor.kernel.exams.lists import CERTIFICATES, COURSES

app_name = "exams"
urlpatterns = [
    path("exams/", views.mine, name="mine"),
    path("exams/<str:code>/", views.exam, name="exam"),
    path("exams/attempts/<int:number>/saved/", views.save, name="save"),
    path("certificates/", CERTIFICATES.view, name="certificates"),
    path("certificates/<int:number>/", paper.certificate, name="certificate"),
    path("courses/", COURSES.view, name="courses"),
    path("courses/<str:code>/", views.course, name="course"),
]
