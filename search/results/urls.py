"""Addresses of the search, under /search/ in every language."""

from django.urls import path

from search.results import feeds, views

urlpatterns = [
    path("", views.search, name="search"),
    path("feed/", feeds.feed, name="search_feed"),
    path("suggest/", views.suggest, name="search_suggest"),
    path("opened/", views.opened, name="search_opened"),
]
