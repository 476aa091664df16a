"""Addresses of goods, sales and returns."""

from django.urls import path

from salesfloor.floor.returns import sale_views, views
from salesfloor.floor.returns.lists import GOODS, RETURNS, SALES

app_name = "returns"
urlpatterns = [
    path("goods/", GOODS.view, name="goods"),
    path("sales/", SALES.view, name="sales"),
    path("sales/new/", sale_views.new_sale, name="new_sale"),
    path("sales/<int:number>/", sale_views.sale, name="sale"),
    path("returns/start/", sale_views.start, name="start"),
    path("returns/", RETURNS.view, name="returns"),
    path("returns/<int:number>/", views.return_page, name="return"),
]
