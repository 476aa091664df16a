"""Addresses of goods and returns."""

from django.urls import path

from salesfloor.floor.returns import views
from salesfloor.floor.returns.lists import GOODS, RETURNS

app_name = "returns"
urlpatterns = [
    path("goods/", GOODS.view, name="goods"),
    path("returns/", RETURNS.view, name="returns"),
    path("returns/<int:number>/", views.return_page, name="return"),
]
