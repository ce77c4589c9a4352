"""The addresses of a list, below /my-list/."""

from django.urls import path

from resources.my_list import views

urlpatterns = [
    path("", views.my_list, name="my_list"),
    path("scheme-of-work.xlsx", views.scheme_xlsx, name="my_list_xlsx"),
    path("scheme-of-work.docx", views.scheme_docx, name="my_list_docx"),
    path("sheets.zip", views.sheets, name="my_list_zip"),
    path("dates.ics", views.dates_ics, name="my_list_ics"),
]
