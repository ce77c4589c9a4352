"""The addresses of the admin that are open to a school's people, to officers, translators and moderators, by name.

Each checks again whose the rows are.

A room above names its own, in AppConfig.ready(): what nobody names is closed.
"""

from collections.abc import Iterable

from hub.schools.tenancy.models import HubKind

# Whoever signs in: what is about nothing but the person and the look of the admin.
_own = set(
    {
        "wagtailadmin_home",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_account",
        # What the forms of the hub are for, field by field.
        "editors_help",
        # A link that was mailed to the person who is signed in, and to nobody else.
        "accounts_confirm_address",
        # How one signs in oneself: each reads and writes what belongs to the person who is signed in.
        "account_login",
        "account_reauthenticate",
        "accounts_disconnect",
        "accounts_sessions",
        "openid_connect_callback",
        "openid_connect_login",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_edit_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        # An invitation, read by whoever has its link.
        "schools_invitation",
        "schools_invitation_by_provider",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
    }
)
# A borough's officers: the report, which shows them the schools of their boroughs.
_officers = frozenset(
    f"publication_{level}{part}" for level in ("report", "schools", "findings") for part in ("", "_results")
)
# A page in the editor, without its choosers: what a translator and a moderator read of it.
_one_page = frozenset(
    {
        # Beside a unit's form: checks that the user may edit the page.
        "curriculum_place",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:history_results",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:revisions_compare",
        "wagtailadmin_pages:revisions_view",
        "wagtailadmin_pages:view_draft",
    }
)
# Translators: the pages of the hub in their languages, which Wagtail's permissions narrow to these. Not what is chosen
# for a language (a page, a picture): wagtail-localize asks nobody whether it may be.
_translators = _one_page | {
    "wagtail_localize:download_pofile",
    "wagtail_localize:edit_string_translation",
    "wagtail_localize:javascript_catalog",
    "wagtail_localize:preview_translation",
    "wagtail_localize:upload_pofile",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_explore_root",
}
# Moderators: units and resources that wait for them, and the decision.
_moderators = _one_page | {
    "wagtailadmin_pages:collect_workflow_action_data",
    "wagtailadmin_pages:workflow_action",
    "wagtailadmin_pages:workflow_preview",
}
_of_kinds = {HubKind.TRANSLATOR: _translators, HubKind.MODERATOR: _moderators}
_allowed = set(
    {
        # Who works for a school, for its own people.
        "schools_own_people",
        "schools_people",
        "schools_invitation_change",
        "schools_leaving",
        # Who used the admin of the school: its head alone.
        "schools_access_log",
        "schools_access_log_csv",
        "wagtailadmin_block_preview",
        "wagtailadmin_editing_sessions:ping",
        "wagtailadmin_editing_sessions:release",
        # The publication checklist, approvals by governors and what waits for a decision: all check that the user may
        # edit the page.
        "publication_checklist",
        "schools_record_approval",
        "schools_decide_approval",
        # A page from a Word document: checks that the user may edit the page; reads the school's own files only.
        "schools_word_upload",
        "schools_word_preview",
        # Totals of the programme, readability of the summary for parents, and carrying the programme over: each checks
        # that the user may edit the page.
        "schools_programme_totals",
        "schools_reading",
        "schools_carry_over",
        "schools_next_year",
        "schools_next_year_preview",
        # The programme as a table, and its files: the same check.
        "schools_programme_grid",
        "schools_programme_map",
        "schools_programme_workbook",
        "schools_programme_document",
        "schools_programme_upload",
        # What each key phase still needs, beside the provider access page: the same check.
        "schools_meetings",
        # The yearly report, drafted from the school's own records: checks that the user may edit the page, and add one.
        "schools_report_draft",
        # The tree: narrowed to what the user may explore.
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_explore_root",
        "wagtailadmin_api:pages:listing",
        "wagtailadmin_api:pages:detail",
        "wagtailadmin_pages:search",
        "wagtailadmin_pages:search_results",
        # The school's own pages.
        "wagtailadmin_pages:add",
        "wagtailadmin_pages:add_subpage",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:history_results",
        "wagtailadmin_pages:preview_on_add",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:revisions_index",
        "wagtailadmin_pages:revisions_compare",
        "wagtailadmin_pages:revisions_revert",
        "wagtailadmin_pages:revisions_unschedule",
        "wagtailadmin_pages:revisions_view",
        "wagtailadmin_pages:set_page_position",
        # Links within a text, and pages to choose from: the user's own school's, and the hub's public ones.
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        # Images and documents: kept apart by collection permissions.
        *(
            f"wagtailimages{name}"
            for name in (
                ":index",
                ":index_results",
                ":add",
                ":edit",
                ":delete",
                ":preview",
                ":add_multiple",
                ":edit_multiple",
                ":delete_multiple",
                ":create_multiple_from_uploaded_image",
                ":delete_upload_multiple",
                "_chooser:choose",
                "_chooser:choose_results",
                "_chooser:chosen",
                "_chooser:chosen_multiple",
                "_chooser:create",
                "_chooser:select_format",
            )
        ),
        *(
            f"wagtaildocs{name}"
            for name in (
                ":index",
                ":index_results",
                ":add",
                ":edit",
                ":delete",
                ":add_multiple",
                ":edit_multiple",
                ":delete_multiple",
                ":create_multiple_from_uploaded_document",
                ":delete_upload_multiple",
                "_chooser:choose",
                "_chooser:choose_results",
                "_chooser:chosen",
                "_chooser:chosen_multiple",
                "_chooser:create",
            )
        ),
    }
)


def allow(names: Iterable[str]) -> None:
    """Open addresses of the admin to schools' people. Called from AppConfig.ready()."""
    _allowed.update(names)


def is_allowed(name: str, *, at_school: bool = True, for_borough: bool = False, kinds: Iterable[str] = ()) -> bool:
    """Tell whether a school's people may open the address with this name, or a borough's officers, or who is both.

    `kinds`: what somebody does for the hub, short of editing it.
    """
    by_role = (at_school and name in _allowed) or (for_borough and name in _officers)
    return name in _own or by_role or any(name in _of_kinds[HubKind(kind)] for kind in kinds)
