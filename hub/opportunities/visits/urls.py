"""The addresses of visits: the employer's below manage/, where the cookie goes, and those of the admin."""

from django.urls import URLPattern, path

from hub.opportunities.visits import admin_views, own_views, partner_views, views

urlpatterns: list[URLPattern] = [
    path("stories/", views.stories, name="opportunities_stories"),
    path("manage/requests/<key:request_id>/", own_views.answer, name="opportunities_manage_request"),
    path("manage/visits/<key:visit_id>/", own_views.visit, name="opportunities_manage_visit"),
    path("manage/visits/<key:visit_id>/sheet/", own_views.sheet, name="opportunities_manage_sheet"),
    path("manage/visits/<key:visit_id>/visit.ics", own_views.calendar_file, name="opportunities_manage_calendar"),
]

admin_urlpatterns: list[URLPattern] = [
    path("opportunities/visits/", admin_views.visits, name="opportunities_visits"),
    path("opportunities/visits/<key:visit_id>/", admin_views.visit, name="opportunities_visit"),
    path("opportunities/visits/<key:visit_id>/briefing/", admin_views.briefing, name="opportunities_briefing"),
    path("opportunities/visits/<key:visit_id>/sheet/", admin_views.sheet, name="opportunities_sheet"),
    path("opportunities/visits/<key:visit_id>/visit.ics", admin_views.calendar_file, name="opportunities_calendar"),
    path("opportunities/joint-requests/", partner_views.joint_requests, name="opportunities_joint_requests"),
    path(
        "opportunities/joint-requests/<key:partner_id>/",
        partner_views.joint_request,
        name="opportunities_joint_request",
    ),
    path("opportunities/stories/", admin_views.stories, name="opportunities_stories_to_check"),
]
