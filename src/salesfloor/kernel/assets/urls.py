"""Addresses of assets and work orders."""

from django.urls import path

from salesfloor.kernel.assets import views
from salesfloor.kernel.assets.lists import ASSETS, WORK_ORDERS

app_name = "assets"
urlpatterns = [
    path("assets/", ASSETS.view, name="assets"),
    path("assets/<str:code>/", views.asset, name="asset"),
    path("work-orders/", WORK_ORDERS.view, name="work_orders"),
    path("work-orders/<int:number>/", views.work_order, name="work_order"),
]
