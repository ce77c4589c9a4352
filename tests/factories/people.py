"""People with a role at a school."""

from hub.accounts.models import User
from hub.schools.models import School
from hub.schools.tenancy.people import join
from hub.schools.tenancy.provisioning import Provisioned


def staff(user: User, at: Provisioned | School, role: str) -> User:
    """Give somebody a role at a school."""
    join(user, school=at.school if isinstance(at, Provisioned) else at, role=role)
    return user
