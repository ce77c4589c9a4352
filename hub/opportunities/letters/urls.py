"""The address behind a letter's link, below /opportunities/, and the one of the admin."""

from django.urls import URLPattern, path

from hub.opportunities.letters import views

urlpatterns: list[URLPattern] = [
    path("letters/", views.letters, name="opportunities_letters"),
]

admin_urlpatterns: list[URLPattern] = [
    path("opportunities/letters/", views.unsent, name="opportunities_unsent"),
]
