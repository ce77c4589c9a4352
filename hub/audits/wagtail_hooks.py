"""Addresses and menu items of this room in the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hub.audits.actions import views as actions
from hub.audits.answers import views as answers
from hub.audits.questions.viewsets import AuditTemplateViewSet
from hub.audits.sharing import views as sharing
from hub.audits.surveys import views as surveys
from hub.schools.tenancy.leading import ReadersItem


@hooks.register("register_admin_viewset")
def templates_of_audits() -> AuditTemplateViewSet:
    return AuditTemplateViewSet("audit_templates", url_prefix="audit-templates")


@hooks.register("register_admin_urls")
def addresses_of_this_room() -> list[URLPattern]:
    return [
        path("audits/", answers.index, name="audits_index"),
        path("audits/school/<key:school_id>/", answers.of_school, name="audits_school"),
        path("audits/<key:audit_id>/", answers.audit, name="audits_audit"),
        path("audits/<key:audit_id>/paper/", answers.on_paper, name="audits_paper"),
        path("audits/<key:audit_id>/share/", sharing.share, name="audits_share"),
        path("audits/school/<key:school_id>/together/<key:group_id>/", sharing.sums, name="audits_sums"),
        path("audits/answer/<key:answer_id>/action/", actions.add_action, name="audits_add_action"),
        path("surveys/school/<key:school_id>/add/", surveys.add_survey, name="audits_add_survey"),
        path("surveys/<key:survey_id>/", surveys.survey, name="audits_survey"),
        path("surveys/<key:survey_id>/edit/", surveys.edit_survey, name="audits_edit_survey"),
        path("surveys/<key:survey_id>/paper/", surveys.on_paper, name="audits_survey_paper"),
        path("surveys/<key:survey_id>/tally/", surveys.tally, name="audits_survey_tally"),
        path("surveys/<key:survey_id>/results/", surveys.results, name="audits_survey_results"),
        path("surveys/<key:survey_id>/results.csv", surveys.results_csv, name="audits_survey_csv"),
        path("audits/action/<key:action_id>/", actions.action, name="audits_action"),
    ]


@hooks.register("register_admin_menu_item")
def audits_item() -> MenuItem:
    label = gettext_lazy("Audit and surveys")
    return ReadersItem(label, reverse("audits_index"), name="audits", icon_name="clipboard-list", order=310)
