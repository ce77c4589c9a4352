"""Addresses of the figures of each page as files; the pages themselves are parts of `LabourMarketPage`."""

from django.urls import re_path

from hub.labour_market import views

FORM = r"figures\.(?P<form>csv|json)$"

urlpatterns = [
    re_path(f"^{FORM}", views.figures, name="london_figures"),
    re_path(
        rf"^(?P<kind>sector|borough|occupation)s/(?P<slug>[a-z0-9-]{{1,64}})/{FORM}", views.figures, name="part_figures"
    ),
    re_path(f"^compare/{FORM}", views.compared_figures, name="compared_figures"),
]
