"""Addresses of the search, under /search/ in every language."""

from django.urls import path

from search import views

urlpatterns = [
    path("", views.search, name="search"),
    path("opened/", views.opened, name="search_opened"),
]
