"""Addresses of what following up shows: the card to everybody, the books to those who keep them."""

from django.urls import path

from salesfloor.floor.following import lost, shelf, views

app_name = "following"
urlpatterns = [
    path("cards/<str:token>/", views.card, name="card"),
    path("remedies/", lost.lost, name="lost"),
    path("books/", shelf.shelf, name="shelf"),
    path("books/<int:number>/", shelf.book, name="book"),
]
