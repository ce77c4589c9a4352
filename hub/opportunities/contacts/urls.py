"""The addresses of contacts, all of them in the admin."""

from django.urls import URLPattern, path

from hub.opportunities.contacts import admin_views

admin_urlpatterns: list[URLPattern] = [
    path("opportunities/contacts/", admin_views.contacts, name="opportunities_contacts"),
    path("opportunities/contacts/add/", admin_views.add_contact, name="opportunities_contact_add"),
    path("opportunities/contacts/import/", admin_views.import_contacts, name="opportunities_contacts_import"),
    path("opportunities/contacts/export/", admin_views.export_contacts, name="opportunities_contacts_export"),
    path("opportunities/contacts/<key:contact_id>/", admin_views.edit_contact, name="opportunities_contact"),
    path("opportunities/contacts/<key:contact_id>/thanked/", admin_views.thanked, name="opportunities_contact_thanked"),
    path(
        "opportunities/contacts/<key:contact_id>/delete/",
        admin_views.delete_contact,
        name="opportunities_contact_delete",
    ),
]
