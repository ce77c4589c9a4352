"""A school with people in each role, the templates as shipped, and an audit that has begun."""

import copy
from typing import Any

import pytest
from django.test import Client

from hub.audits.answers import services
from hub.audits.answers.models import Audit
from hub.audits.models import AuditTemplate
from hub.audits.questions.loading import load_templates
from hub.publication.dates import AcademicYear
from hub.schools.models import Role
from tests.conftest import TODAY
from tests.schools.staffed import Staffed, staffed_alone

YEAR = AcademicYear.containing(TODAY)


@pytest.fixture(scope="module")
def made(framework, once) -> dict[str, Any]:
    """The templates and the school, made once for all tests of a module."""
    once(load_templates)
    return {"staffed": once(staffed_alone, TODAY)}


@pytest.fixture
def staffed(made, db) -> Staffed:
    return copy.deepcopy(made["staffed"])


@pytest.fixture
def template(made, db) -> AuditTemplate:
    return AuditTemplate.objects.get(slug="whole-school")


@pytest.fixture
def audit(staffed, template) -> Audit:
    by = staffed.people[Role.CAREERS_LEADER]
    return services.begin(staffed.school, template, YEAR, by=by, on=TODAY)[0]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def leader(staffed) -> Client:
    """A browser in which the school's careers leader is signed in."""
    return signed_in(staffed.people[Role.CAREERS_LEADER])


@pytest.fixture
def governor(staffed) -> Client:
    return signed_in(staffed.people[Role.GOVERNOR])


def posted(audit: Audit, *, seen: int | None = None, **answers: dict[str, str]) -> dict[str, str]:
    """Return what the form of an audit sends: `key=dict(state=..., words=..., link=...)` for some of its questions."""
    data = {"seen": str(audit.saves if seen is None else seen)}
    for each in audit.answers.all():
        said = answers.get(each.key.replace("-", "_"), {})
        for name in ("state", "words", "link"):
            data[f"answer-{each.pk}-{name}"] = said.get(name, getattr(each, name))
    return data
