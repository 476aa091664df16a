"""Addresses of the rulebook and of the policies."""

from django.urls import path

from salesfloor.kernel.rulebook import views
from salesfloor.kernel.rulebook.lists import CASES

app_name = "rulebook"
urlpatterns = [
    path("rulebook/", views.rulebook, name="rulebook"),
    path("rulebook/article/<int:number>/", views.article, name="article"),
    path("rulebook/article/<int:number>/print/", views.article_paper, name="article_paper"),
    path("rulebook/<str:number>/", views.clause, name="clause"),
    path("rulebook/<str:number>/cases/", CASES.view, name="evidence"),
    path("settings/", views.settings, name="settings"),
    path("settings/<str:name>/", views.policy, name="policy"),
    path("settings/<str:name>/preview/", views.preview, name="policy_preview"),
    path("settings/<str:name>/withdraw/", views.withdraw, name="policy_withdraw"),
]
