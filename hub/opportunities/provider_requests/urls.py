"""The public addresses of providers' requests, below /opportunities/, and those of the admin."""

from django.urls import URLPattern, path

from hub.opportunities.provider_requests import admin_views, views

urlpatterns: list[URLPattern] = [
    path("provider-access/confirm/<str:token>/", views.confirm, name="opportunities_provider_confirm"),
    path("provider-access/<slug:slug>/", views.ask, name="opportunities_provider_ask"),
]

admin_urlpatterns: list[URLPattern] = [
    path("opportunities/providers/", admin_views.provider_requests, name="opportunities_provider_requests"),
    path(
        "opportunities/providers/<key:request_id>/",
        admin_views.provider_request,
        name="opportunities_provider_request",
    ),
]
