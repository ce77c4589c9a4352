"""Addresses of the admin's pages that set up many schools."""

from django.urls import path

from hub.schools.setting_up import many_views as views

urlpatterns = [
    path("", views.set_up_many, name="schools_set_up_many"),
    path("template.csv", views.template, name="schools_set_up_template"),
    path("report.csv", views.plan_report, name="schools_set_up_report"),
    path("begin/", views.begin_run, name="schools_set_up_begin"),
    path("<key:run_id>/", views.run_view, name="schools_set_up_run"),
    path("<key:run_id>/report.csv", views.run_report, name="schools_set_up_run_report"),
]
