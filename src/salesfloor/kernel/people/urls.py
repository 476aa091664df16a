"""Addresses of people and of the site itself."""

from django.urls import path

from salesfloor.kernel.people import letting_in, views
from salesfloor.kernel.people.lists import PEOPLE

app_name = "people"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/list/", PEOPLE.view, name="list"),
    path("people/new/", views.take_on, name="take_on"),
    path("people/accounts/", letting_in.accounts, name="accounts"),
    path("people/me/", views.mine, name="mine"),
    path("people/of/<str:code>/", views.person, name="person"),
    path("people/of/<str:code>/<slug:do>/", views.act, name="act"),
    path("people/site/", views.site, name="site"),
    path("people/site/new/", views.open_site, name="open_site"),
]
