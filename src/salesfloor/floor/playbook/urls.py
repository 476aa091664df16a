"""Addresses of the playbook."""

from django.urls import path

from salesfloor.floor.playbook import paper, views
from salesfloor.floor.playbook.lists import OBJECTIONS

app_name = "playbook"
urlpatterns = [
    path("playbook/", views.cards, name="cards"),
    path("playbook/practice/", views.practice, name="practice"),
    path("playbook/paper/", paper.fab_cards, name="paper"),
    path("playbook/objections/", OBJECTIONS.view, name="objections"),
    path("playbook/objections/<int:number>/", views.objection, name="objection"),
    path("playbook/talk/<path:ref>/", views.talk, name="talk"),
    path("playbook/opened/<path:code>/", views.opened, name="opened"),
    path("playbook/card/<path:code>/", views.card, name="card"),
]
