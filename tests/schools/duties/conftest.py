"""Five schools, of which one publishes its careers page."""

import pytest

from tests.factories.careers import complete_careers_page
from tests.factories.schools import BoroughFactory, SchoolFactory, SchoolHomePageFactory


@pytest.fixture
def page(index, on):
    """The careers page of one of five schools: the others publish nothing."""
    barnet = BoroughFactory(label="Barnet")
    school = SchoolFactory(name="Alder Row School", urn=900301, borough=barnet)
    SchoolFactory(name="Birch Row School", urn=900302, borough=BoroughFactory(label="Brent"))
    SchoolFactory(name="Cedar Academy", urn=900303, type_code="34", borough=barnet)
    SchoolFactory(name="Damson Primary", urn=900304, low_age=3, high_age=11)
    SchoolFactory(name="Elder Place", urn=900305, type_code="", type_name="")
    return complete_careers_page(SchoolHomePageFactory(parent=index, school=school), on)
