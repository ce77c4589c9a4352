from .microsite import SchoolHomePage, SchoolIndexPage
from .register import Registration, School, school_slug
from .tenancy import Role, SchoolCollection, SchoolGroup

__all__ = [
    "Registration",
    "Role",
    "School",
    "SchoolCollection",
    "SchoolGroup",
    "SchoolHomePage",
    "SchoolIndexPage",
    "school_slug",
]
