"""Addresses of what following up shows: the card to everybody, the books to those who keep them."""

from django.urls import path

from salesfloor.floor.following import lost, sending, shelf, threads, views

app_name = "following"
urlpatterns = [
    path("cards/<str:token>/", views.card, name="card"),
    path("customers/<int:pk>/sent/", sending.sent, name="sent"),
    path("threads/", threads.threads, name="threads"),
    path("threads/<int:pk>/", threads.thread, name="thread"),
    path("threads/<int:pk>/<str:name>/", threads.act, name="thread_act"),
    path("remedies/", lost.lost, name="lost"),
    path("books/", shelf.shelf, name="shelf"),
    path("books/<int:number>/", shelf.book, name="book"),
]
