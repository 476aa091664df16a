"""Addresses of customers and follow-ups."""

from django.urls import path

from salesfloor.floor.customers import corrections, tabs, views
from salesfloor.floor.customers.lists import CUSTOMERS

app_name = "customers"
urlpatterns = [
    path("customers/", CUSTOMERS.view, name="customers"),
    path("customers/<int:pk>/", views.customer, name="customer"),
    path("customers/<int:pk>/act/<str:name>/", tabs.act, name="act"),
    path("customers/<int:pk>/phone/", views.phone, name="phone"),
    path("customers/<int:pk>/book/", views.book, name="book"),
    path("customers/<int:pk>/relations/", views.relations, name="relations"),
    path(
        "customers/<int:pk>/relations/<int:relation>/end/",
        corrections.end_relation,
        name="end_relation",
    ),
    path("customers/claims/<int:pk>/", views.claim, name="claim"),
    path("follow-ups/", views.follow_ups, name="follow_ups"),
    path("follow-ups/<int:pk>/", views.follow_up, name="follow_up"),
]
