"""Addresses of documents."""

from django.urls import path

from salesfloor.kernel.documents import views
from salesfloor.kernel.documents.lists import DOCUMENTS

app_name = "documents"
urlpatterns = [
    path("documents/", DOCUMENTS.view, name="documents"),
    path("documents/incoming/<int:number>/", views.incoming, name="incoming"),
    path("documents/outgoing/<int:number>/", views.outgoing, name="outgoing"),
]
