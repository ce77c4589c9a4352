from .approval import Approval
from .careers import CareersPage, ProgrammeActivity, Term
from .microsite import SchoolHomePage, SchoolIndexPage
from .owned import SchoolOwnedPage
from .policy import AnnualReportPage, CareersPolicyPage
from .register import Registration, School, school_slug
from .tenancy import Role, SchoolCollection, SchoolGroup

__all__ = [
    "AnnualReportPage",
    "Approval",
    "CareersPage",
    "CareersPolicyPage",
    "ProgrammeActivity",
    "Registration",
    "Role",
    "School",
    "SchoolCollection",
    "SchoolGroup",
    "SchoolHomePage",
    "SchoolIndexPage",
    "SchoolOwnedPage",
    "Term",
    "school_slug",
]
