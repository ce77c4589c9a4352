"""The public addresses of the room, below /opportunities/."""

from django.urls import URLPattern

from hub.opportunities.provider_requests import urls as provider_requests
from hub.opportunities.requests import urls as requests

urlpatterns: list[URLPattern] = [
    *provider_requests.urlpatterns,
    *requests.urlpatterns,
]
