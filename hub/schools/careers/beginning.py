"""What a careers page that is new begins with: what the register, the school's home page and the account hold already.

All of it stands in the form, where it can be changed before anything is saved.
"""

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from hub.publication.dates import AcademicYear
from hub.schools.careers.models.page import CareersPage
from hub.schools.microsites.models import SchoolHomePage
from hub.schools.tenancy.leading import may_write

# Not marked for translation: the page is written in English, whatever language its writer has the admin in.
TITLE, SLUG = "Careers", "careers"


def begin(sender: object, *, page: Page, parent: Page, **_more: Any) -> None:
    """Fill in a careers page that is about to be written under a school's home page (a receiver of `init_new_page`).

    Its writer is its careers leader only where that is the writer's role at this school.
    """
    home = parent.specific
    if not isinstance(page, CareersPage) or not isinstance(home, SchoolHomePage):
        return
    page.title, page.slug = TITLE, SLUG
    page.careers_leader_telephone, page.office_hours = home.telephone, home.office_hours
    page.academic_year = str(AcademicYear.containing(timezone.localdate()))
    writer = page.owner
    if writer is not None and may_write(writer, home.school_id):
        page.careers_leader_name, page.careers_leader_email = writer.get_full_name(), writer.email
