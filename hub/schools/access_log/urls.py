"""Addresses below a school's key in the admin."""

from django.urls import path

from hub.schools.access_log.views import access_log, access_log_csv

urlpatterns = [
    path("", access_log, name="schools_access_log"),
    path("csv/", access_log_csv, name="schools_access_log_csv"),
]
