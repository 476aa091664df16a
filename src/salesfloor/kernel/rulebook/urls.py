"""Addresses of the rulebook and of the policies."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from salesfloor.kernel.rulebook import views
from salesfloor.kernel.rulebook.lists import CASES, CHANGES


class PolicyName(StringConverter):
    """The name of a policy: words with a dot between, so that other settings keep their addresses."""

    regex = r"[a-z_]+\.[a-z_.]+"


register_converter(PolicyName, "policy")
app_name = "rulebook"
urlpatterns = [
    path("rulebook/", views.rulebook, name="rulebook"),
    path("rulebook/article/<int:number>/", views.article, name="article"),
    path("rulebook/article/<int:number>/print/", views.article_paper, name="article_paper"),
    path("rulebook/<str:number>/", views.clause, name="clause"),
    path("rulebook/<str:number>/cases/", CASES.view, name="evidence"),
    path("settings/", views.settings, name="settings"),
    path("settings/changes/", CHANGES.view, name="changes"),
    path("settings/<policy:name>/", views.policy, name="policy"),
    path("settings/<policy:name>/preview/", views.preview, name="policy_preview"),
    path("settings/<policy:name>/withdraw/", views.withdraw, name="policy_withdraw"),
]
