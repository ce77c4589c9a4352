"""The addresses of a list, below /my-list/."""

from django.urls import path

from resources.my_list import views

urlpatterns = [
    path("", views.my_list, name="my_list"),
]
