"""Addresses of tasks."""

from django.urls import path

from salesfloor.kernel.tasks import views
from salesfloor.kernel.tasks.lists import TASKS

app_name = "tasks"
urlpatterns = [
    path("tasks/", TASKS.view, name="tasks"),
    path("tasks/<int:number>/", views.task, name="task"),
]
