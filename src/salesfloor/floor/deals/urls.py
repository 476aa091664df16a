"""Addresses of deals, agreements and receipts."""

from django.urls import path

from salesfloor.floor.deals.lists import DEALS
from salesfloor.floor.deals.views import agreement, cashier, deal, house, papers, pictures, receipt

app_name = "deals"
urlpatterns = [
    path("till/", cashier.cashier, name="cashier"),
    path("till/known/", cashier.known, name="known"),
    path("till/take/", cashier.take, name="take"),
    path("till/capitals/", cashier.in_capitals, name="capitals"),
    path("deals/", DEALS.view, name="deals"),
    path("deals/pictures/", pictures.overview, name="pictures"),
    path("deals/house/", house.house, name="house"),
    path("deals/<int:number>/", deal.deal, name="deal"),
    path("deals/<int:number>/paper/", papers.ending_paper, name="ending_paper"),
    path("refunds/<int:number>/paper/", papers.refund_paper, name="refund_paper"),
    path("agreements/<int:number>/", agreement.agreement, name="agreement"),
    path("agreements/<int:number>/paper/", agreement.agreement_paper, name="agreement_paper"),
    path("agreements/<int:number>/seal/", agreement.seal, name="seal"),
    path("receipts/<int:number>/", receipt.receipt, name="receipt"),
    path("receipts/<int:number>/void/", receipt.void, name="void"),
    path("receipts/<int:number>/paper/", receipt.receipt_paper, name="receipt_paper"),
]
