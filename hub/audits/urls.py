"""The public address of a survey, below /survey/."""

from django.urls import re_path

from hub.audits.surveys.public import answer_survey

urlpatterns = [re_path(r"^(?P<key>[A-Za-z0-9_-]{22})/$", answer_survey, name="survey")]
