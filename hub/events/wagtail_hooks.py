"""Addresses and menu items of this room in the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.events.planner import printing, rota_views, views, workshop_views
from hub.schools.tenancy.leading import ReadersItem


@hooks.register("register_admin_urls")
def addresses_of_the_planner() -> list[URLPattern]:
    return [
        path("careers-days/", views.index, name="planner_index"),
        path("careers-days/school/<key:school_id>/", views.of_school, name="planner_school"),
        path("careers-days/school/<key:school_id>/add/", views.add, name="planner_add"),
        path("careers-days/<key:day_id>/", views.one_day, name="planner_day"),
        path("careers-days/<key:day_id>/times/", views.times, name="planner_times"),
        path("careers-days/<key:day_id>/wishes/", views.wishes, name="planner_wishes"),
        path("careers-days/<key:day_id>/classes/", views.classes, name="planner_classes"),
        path("careers-days/<key:day_id>/workshops/", workshop_views.workshops, name="planner_workshops"),
        path("careers-days/<key:day_id>/workshops/add/", workshop_views.add_workshop, name="planner_add_workshop"),
        path("careers-days/workshop/<key:workshop_id>/", workshop_views.one_workshop, name="planner_workshop"),
        path("careers-days/<key:day_id>/rota/", rota_views.rota, name="planner_rota"),
        path("careers-days/<key:day_id>/print/hall/", printing.hall, name="planner_hall"),
        path("careers-days/<key:day_id>/print/visitors/", printing.sheets, name="planner_sheets"),
        path("careers-days/<key:day_id>/print/families/", printing.cards, name="planner_cards"),
    ]


@hooks.register("register_admin_menu_item")
def careers_days_item() -> MenuItem:
    return ReadersItem(
        _("Careers days"), reverse("planner_index"), name="careers-days", icon_name="calendar-alt", order=315
    )
