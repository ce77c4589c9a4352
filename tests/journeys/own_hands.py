"""A borough of eighty schools with its officer, and a school with a hostname of its own.

Run by `manage.py shell` on the data of the hub that a journey asks. Prints the keys of the home pages of the borough.
"""

from django.utils import timezone

from curriculum.models import Borough
from hub.accounts.models import User
from hub.schools.models import School, SchoolHomePage, SchoolHost
from hub.schools.tenancy.people import appoint_officer
from hub.schools.tenancy.provisioning import create_school

OFFICER = {"email": "officer@newham.example", "password": "plain harbour lantern 41"}
BOROUGH, SCHOOLS, FIRST_URN = "newham", 80, 991000
AT_A_HOSTNAME, HOSTNAME = 990001, "careers.example.sch.uk"


def make() -> None:
    borough = Borough.objects.get(slug=BOROUGH)
    for number in range(SCHOOLS - School.objects.filter(borough=borough).count()):
        name = f"Newham School {number + 1} (sample)"
        create_school(urn=FIRST_URN + number, name=name, type_code="01", low_age=11, high_age=18, borough=borough)
    appoint_officer(User.objects.create_user(**OFFICER, first_name="Bo", last_name="Officer"), borough=borough)
    school = School.objects.get(registrations__urn=AT_A_HOSTNAME)
    SchoolHost.objects.create(school=school, hostname=HOSTNAME, is_address=True, answers_since=timezone.now())
    print(*SchoolHomePage.objects.filter(school__borough=borough).values_list("pk", flat=True))
