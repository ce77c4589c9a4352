from hub.schools.access_log.models import AccessRecord
from hub.schools.annual_report.models import AnnualReportPage, Destination, DestinationKind, Leavers, Measure
from hub.schools.careers.models.next_programme import NextActivity, NextProgramme
from hub.schools.careers.models.page import CareersPage
from hub.schools.careers.models.programme import PastProgramme, ProgrammeActivity, Term
from hub.schools.duties.models import ClosedDays, FindingPeriod, FindingRun
from hub.schools.hosts.models import SchoolHost
from hub.schools.invitations.models import Invitation
from hub.schools.microsites.models import SchoolHomePage, SchoolIndexPage
from hub.schools.microsites.school_owned import SchoolOwnedPage
from hub.schools.policy.models.approval import Approval
from hub.schools.policy.models.page import CareersPolicyPage
from hub.schools.policy.models.workflow import SchoolApprovalTask, approval_workflow, ensure_approval_workflow
from hub.schools.provider_access.models import AccessTime, Attendance, Encounter, ProviderAccessPage, TermDates
from hub.schools.register.changes import RegisterChange
from hub.schools.register.links import SchoolLink
from hub.schools.register.mark import RegisterMark
from hub.schools.register.models import Registration, School, school_slug
from hub.schools.reminders.models import Reminder, ReminderLetter, ReminderRun
from hub.schools.setting_up.models import SetUpRun
from hub.schools.tenancy.models import BoroughOfficer, HubRole, Role, SchoolCollection, SchoolMembership

__all__ = [
    "AccessRecord",
    "AccessTime",
    "AnnualReportPage",
    "Approval",
    "Attendance",
    "BoroughOfficer",
    "CareersPage",
    "CareersPolicyPage",
    "ClosedDays",
    "Destination",
    "DestinationKind",
    "Encounter",
    "FindingPeriod",
    "FindingRun",
    "HubRole",
    "Invitation",
    "Leavers",
    "Measure",
    "NextActivity",
    "NextProgramme",
    "PastProgramme",
    "ProgrammeActivity",
    "ProviderAccessPage",
    "RegisterChange",
    "RegisterMark",
    "Registration",
    "Reminder",
    "ReminderLetter",
    "ReminderRun",
    "Role",
    "School",
    "SchoolApprovalTask",
    "SchoolCollection",
    "SchoolHomePage",
    "SchoolHost",
    "SchoolIndexPage",
    "SchoolLink",
    "SchoolMembership",
    "SchoolOwnedPage",
    "SetUpRun",
    "Term",
    "TermDates",
    "approval_workflow",
    "ensure_approval_workflow",
    "school_slug",
]
