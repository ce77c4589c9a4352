"""The addresses of the record, below /record/."""

from django.urls import path

from hub.record import about, file_format, suits, views, worker
from hub.record.paper import paper
from hub.record.words import cv, entries, files, statements, summary

urlpatterns = [
    path("", views.private_page("record/record.html", entries.WORDS), name="record"),
    path("cv/", views.private_page("record/cv.html", cv.WORDS, cv.questions), name="record_cv"),
    path("files/", views.private_page("record/files.html", files.WORDS), name="record_files"),
    path("summary/", views.private_page("record/summary.html", summary.WORDS), name="record_summary"),
    path(
        "what-suits-me/",
        views.private_page("record/statements.html", statements.WORDS, suits.statements_context),
        name="record_statements",
    ),
    path("service-worker.js", worker.view, name="record_service_worker"),
    path("door/", views.page("record/door.html", suits.sectors_context), name="record_door"),
    path("for-teachers/", views.page("record/for_teachers.html"), name="record_for_teachers"),
    path("for-parents/", views.page("record/for_parents.html", about.parents_context), name="record_for_parents"),
    path("paper/", paper, name="record_paper"),
    path("format/", views.page("record/format.html", file_format.context), name="record_format"),
    path("schema/record-1.json", views.schema, name="record_schema"),
]
