"""The public addresses of the room, below /opportunities/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
