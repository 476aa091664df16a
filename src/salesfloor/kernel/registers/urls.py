"""Addresses of the registers."""

from django.urls import path

from salesfloor.kernel.registers import views
from salesfloor.kernel.registers.lists import VOLUMES

app_name = "registers"
urlpatterns = [
    path("registers/", views.books, name="books"),
    path("registers/volumes/", VOLUMES.view, name="volumes"),
    path("registers/verify/", views.verify_now, name="verify"),
    path("registers/bundle/", views.bundle, name="bundle"),
    path("registers/custody/", views.custody, name="custody"),
    path("registers/<slug:kind>/<int:number>/", views.volume, name="volume"),
    path("registers/<slug:kind>/<int:number>/read/", views.read, name="read"),
    path("registers/<slug:kind>/<int:number>/print/", views.print_pages, name="print"),
    path("registers/<slug:kind>/<int:number>/export/", views.export, name="export"),
    path("registers/<slug:kind>/<int:number>/hand-in/", views.hand_in, name="hand_in"),
    path("registers/<slug:kind>/line/<int:register_no>/", views.line, name="line"),
    path("registers/<slug:kind>/line/<int:register_no>/strike/", views.strike, name="strike"),
]
