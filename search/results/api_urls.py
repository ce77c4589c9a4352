"""Addresses of the API, the same in every language."""

from django.urls import path

from search.results import api

urlpatterns = [
    path("", api.human, name="api"),
    path("search/", api.search, name="api_search"),
    path("openapi.json", api.description, name="api_description"),
]
