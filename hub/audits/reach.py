"""The addresses of this room that a school's people may open.

Each asks hub.schools.tenancy.leading for the school of what it shows or writes.
"""

ADDRESSES = (
    "audits_index",
    "audits_school",
    "audits_audit",
    "audits_paper",
    "audits_share",
    "audits_sums",
    "audits_add_action",
    "audits_action",
    "audits_add_survey",
    "audits_survey",
    "audits_edit_survey",
    "audits_survey_paper",
    "audits_survey_tally",
    "audits_survey_results",
    "audits_survey_csv",
)
