import datetime

import factory
from django.utils import timezone

from hub.schools.models import SchoolHost
from tests.factories.schools import SchoolFactory


class SchoolHostFactory(factory.django.DjangoModelFactory):
    """The one address of a school, seen to answer; `answers_since=None` for one that nobody has seen yet."""

    school = factory.SubFactory(SchoolFactory)
    hostname = factory.Sequence(lambda n: f"careers{n}.example.sch.uk")
    is_address = True
    answers_since = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(days=1))

    class Meta:
        model = SchoolHost
