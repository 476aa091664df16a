"""Addresses of questions."""

from django.urls import path

from salesfloor.kernel.questions import views
from salesfloor.kernel.questions.lists import QUESTIONS

app_name = "questions"
urlpatterns = [
    path("questions/", QUESTIONS.view, name="questions"),
    path("questions/<int:number>/", views.question, name="question"),
]
