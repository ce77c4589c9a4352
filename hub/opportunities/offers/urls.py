"""Addresses of offers: the directory, an employer's one form, and the pages of who has come in."""

from django.urls import path

from hub.opportunities.offers import directory_views, offering_views, own_views

urlpatterns = [
    path("", directory_views.directory, name="opportunities_directory"),
    path("<key:offer_id>/", directory_views.page, name="opportunities_offer_page"),
    path("offer/", offering_views.offer, name="opportunities_offer"),
    path("offer/sent/", offering_views.sent, name="opportunities_sent"),
    path("offer/confirm/", offering_views.confirm, name="opportunities_confirm"),
    path("offer/renew/", own_views.renew_by_letter, name="opportunities_renew"),
    path("come-in/", offering_views.come_in, name="opportunities_come_in"),
    path("come-in/link/", offering_views.enter, name="opportunities_enter"),
    path("erased/", own_views.erased, name="opportunities_erased"),
    path("manage/", own_views.manage, name="opportunities_manage"),
    path("manage/add/", own_views.add, name="opportunities_manage_add"),
    path("manage/<key:offer_id>/", own_views.edit, name="opportunities_manage_edit"),
    path("manage/<key:offer_id>/renew/", own_views.renew, name="opportunities_manage_renew"),
    path("manage/<key:offer_id>/withdraw/", own_views.withdraw, name="opportunities_manage_withdraw"),
    path("manage/organisation/", own_views.organisation, name="opportunities_manage_organisation"),
    path("manage/data/", own_views.data, name="opportunities_manage_data"),
    path("manage/erase/", own_views.erase, name="opportunities_manage_erase"),
    path("manage/leave/", own_views.leave, name="opportunities_leave"),
]
