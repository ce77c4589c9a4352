"""The public addresses of requests, below /opportunities/, and those of the admin."""

from django.urls import URLPattern, path

from hub.opportunities.requests import admin_views, partner_views, views

urlpatterns: list[URLPattern] = [
    path("requests/", views.requests, name="opportunities_open_requests"),
    path("requests/<key:request_id>/", views.request_page, name="opportunities_open_request"),
]

admin_urlpatterns: list[URLPattern] = [
    path("opportunities/requests/", admin_views.requests, name="opportunities_requests"),
    path("opportunities/requests/add/", admin_views.add_request, name="opportunities_request_add"),
    path("opportunities/requests/<key:request_id>/", admin_views.edit_request, name="opportunities_request"),
    path(
        "opportunities/requests/<key:request_id>/together/",
        partner_views.together,
        name="opportunities_request_together",
    ),
]
