from functools import partial

import factory
import wagtail_factories
from django.utils.text import slugify

from curriculum.models import Borough
from hub.schools.models import Registration, School, SchoolHomePage, SchoolIndexPage, school_slug
from hub.schools.register.school_types import by_code
from tests.factories.codes import code

# Above what a test names (900100 to 919999), below the demo's (990000): a process counts on through all its tests.
FIRST_URN = 920_000
FIRST_URN_OF_A_REGISTRATION = 955_000


class SchoolFactory(factory.django.DjangoModelFactory):
    """A school with one registration: `SchoolFactory(urn=..., type_code="34", low_age=11, high_age=18)`."""

    name = factory.Sequence(lambda n: f"Quill Lane School {n}")
    slug = factory.LazyAttribute(lambda school: school_slug(school.name, school.urn))
    postcode = "ZZ9 9ZZ"
    telephone = "020 7946 0142"

    class Meta:
        model = School
        exclude = ["urn"]
        skip_postgeneration_save = True

    urn = factory.Sequence(lambda n: FIRST_URN + n)

    @classmethod
    def _create(cls, model_class: type[School], *args: object, **kwargs: object) -> School:
        registration = {key: kwargs.pop(key) for key in REGISTRATION_FIELDS & kwargs.keys()}
        school = super()._create(model_class, *args, **kwargs)
        urn = int(school.slug.rsplit("-", 1)[-1])
        RegistrationFactory(school=school, **{"urn": urn} | registration)
        return school


REGISTRATION_FIELDS = {"type_code", "type_name", "low_age", "high_age", "starts_on", "ends_on"}


class RegistrationFactory(factory.django.DjangoModelFactory):
    urn = factory.Sequence(lambda n: FIRST_URN_OF_A_REGISTRATION + n)
    type_code = "01"
    type_name = factory.LazyAttribute(lambda row: known.name if (known := by_code(row.type_code)) else "")
    low_age = 11
    high_age = 18

    class Meta:
        model = Registration


class SchoolIndexPageFactory(wagtail_factories.PageFactory):
    title = "Schools"
    slug = "schools"

    class Meta:
        model = SchoolIndexPage


class SchoolHomePageFactory(wagtail_factories.PageFactory):
    school = factory.SubFactory(SchoolFactory)
    title = factory.LazyAttribute(lambda page: page.school.name)
    slug = factory.LazyAttribute(lambda page: page.school.slug)

    class Meta:
        model = SchoolHomePage


class BoroughFactory(factory.django.DjangoModelFactory):
    """`BoroughFactory(label="Barnet")`; its codes are invented."""

    label = factory.Sequence(lambda n: f"Borough {n}")
    slug = factory.LazyAttribute(lambda borough: slugify(borough.label))
    gss_code = factory.Sequence(lambda n: f"E09{900000 + n}")
    la_code = factory.Sequence(partial(code, length=3))
    sub_region = "Local London"

    class Meta:
        model = Borough
        django_get_or_create = ("slug",)
