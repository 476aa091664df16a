"""Addresses of deals, agreements and receipts."""

from django.urls import path

from salesfloor.floor.deals import views
from salesfloor.floor.deals.lists import DEALS

app_name = "deals"
urlpatterns = [
    path("till/", views.cashier, name="cashier"),
    path("till/capitals/", views.in_capitals, name="capitals"),
    path("deals/", DEALS.view, name="deals"),
    path("deals/<int:number>/", views.deal, name="deal"),
    path("agreements/<int:number>/", views.agreement, name="agreement"),
    path("agreements/<int:number>/paper/", views.agreement_paper, name="agreement_paper"),
    path("receipts/<int:number>/", views.receipt, name="receipt"),
    path("receipts/<int:number>/paper/", views.receipt_paper, name="receipt_paper"),
]
