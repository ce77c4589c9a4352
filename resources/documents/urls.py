"""Addresses of files. Each holds the id of a page and, of a lesson, its key, so that no new title breaks it."""

from django.urls import re_path

from resources.documents import views

# No more digits than an id has: a longer number is too large for a database to be asked about.
PAGE = r"(?P<page_id>[0-9]{1,9})"

urlpatterns = [
    re_path(rf"^lessons/{PAGE}-(?P<key>[0-9A-Za-z_]{{1,36}})\.docx$", views.lesson_plan_docx, name="lesson_plan_docx"),
    re_path(rf"^sheets/{PAGE}\.docx$", views.sheet_docx, name="sheet_docx"),
    re_path(rf"^sheets/{PAGE}-answers\.docx$", views.sheet_answers_docx, name="sheet_answers_docx"),
    re_path(rf"^slides/{PAGE}\.pptx$", views.slides_pptx, name="slides_pptx"),
    re_path(rf"^units/{PAGE}\.zip$", views.unit_zip, name="unit_zip"),
]
