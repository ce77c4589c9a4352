"""The addresses of shared contacts, all of them in the admin."""

from django.urls import URLPattern, path

from hub.opportunities.sharing import admin_views

admin_urlpatterns: list[URLPattern] = [
    path(
        "opportunities/contacts/<key:contact_id>/share/", admin_views.share_contact, name="opportunities_contact_share"
    ),
    path("opportunities/shared-contacts/", admin_views.shared_contacts, name="opportunities_shared_contacts"),
    path("opportunities/shared-contacts/<key:share_id>/", admin_views.step, name="opportunities_shared_contact_step"),
]
