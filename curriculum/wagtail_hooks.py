"""Wagtail hooks of the curriculum: the addresses of what stands beside its forms."""

from django.urls import URLPattern, path
from wagtail import hooks

from curriculum.views import place


@hooks.register("register_admin_urls")
def addresses_beside_the_form() -> list[URLPattern]:
    return [path("curriculum/place/<key:page_id>/", place, name="curriculum_place")]
