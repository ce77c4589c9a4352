"""A small vocabulary, so that requests and counts have something to be about."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict
from django.test import Client

from curriculum.models import (
    Audience,
    Criterion,
    Framework,
    KeyStage,
    NeedType,
    ResourceType,
    Sector,
    Subject,
    YearGroup,
)
from hub.accounts.models import User
from hub.core import client_address
from hub.schools.tenancy.provisioning import ensure_central_groups
from search.engines import snapshot
from search.engines.elasticsearch import indices
from search.engines.elasticsearch.client import get_client
from search.facets import load_vocabulary
from search.index import postings
from search.request import SearchRequest
from search.understanding.index_words import IndexWords
from search.understanding.phrases import Phrases
from tests.factories.resources import ResourceIndexPageFactory
from tests.services import address


@pytest.fixture
def terms(db):
    """Two key stages, five years, and two or three terms of every other vocabulary."""
    stages = KeyStage.objects.bulk_create(
        KeyStage(slug=f"ks{n}", label=f"Key stage {n}", number=n, age_from=a, age_to=b, order=n)
        for n, a, b in ((3, 11, 14), (4, 14, 16))
    )
    YearGroup.objects.bulk_create(
        YearGroup(slug=str(number), label=f"Year {number}", number=number, key_stage=stages[number > 9])
        for number in range(7, 12)
    )
    several: tuple[tuple[type[Any], dict[str, str]], ...] = (
        (Subject, {"english": "English", "science": "Science", "pshe-and-careers": "PSHE and careers"}),
        (ResourceType, {"worksheet": "Worksheet", "assembly": "Assembly"}),
        (Sector, {"digital": "Digital", "construction": "Construction"}),
        (Audience, {"pupil": "Pupils", "teacher": "Teachers"}),
    )
    for model, labels in several:
        model.objects.bulk_create(
            model(slug=slug, label=label, order=order) for order, (slug, label) in enumerate(labels.items())
        )
    NeedType.objects.bulk_create(
        [NeedType(slug="vi", label="Visual impairment", code="1", abbreviation="VI", area="Sensory")]
    )
    gatsby, elements = Framework.objects.bulk_create(
        [
            Framework(slug="gatsby", label="Gatsby benchmarks"),
            Framework(slug="london-ambitions", label="London Ambitions"),
        ]
    )
    five = Criterion(slug="gb5", label="Encounters with employers", code="5", framework=gatsby)
    Criterion.objects.bulk_create([five, Criterion(slug="la2", label="100 hours", code="2", framework=elements)])
    # Saved as an editor saves one, so that searches are told of the new vocabulary.
    Criterion.objects.create(slug="gb5-1", label="Every year", code="5.1", framework=gatsby, parent=five)


@pytest.fixture
def library(home, terms):
    return ResourceIndexPageFactory(parent=home)


@pytest.fixture
def ask(terms):
    """Return a request for a query string, in the small vocabulary."""

    def request(query: str = "", locale: str = "en") -> SearchRequest:
        held = snapshot.current()
        return SearchRequest.from_query(
            QueryDict(query), vocabulary=held.vocabulary, index_words=held.index_words(locale), locale=locale
        )

    return request


@pytest.fixture
def central(db) -> Client:
    """A browser in which one of the hub's own editors is signed in."""
    user = User.objects.create_user("editor@hub.example", "secret", first_name="Central")
    user.groups.add(ensure_central_groups())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def no_engine(monkeypatch) -> None:
    """The database is one in which no engine can work."""
    monkeypatch.setattr(postings, "available", lambda: False)


@pytest.fixture
def clock(monkeypatch):
    """Stop the clock by which requests are counted, in the middle of a minute."""
    now = [1_000_000_040.0]
    monkeypatch.setattr(client_address.time, "time", lambda: now[0])
    return now


@pytest.fixture
def elasticsearch():
    """Return a client for the real server (`make services`), on which this run has no index yet."""
    address("elasticsearch")
    client = get_client()
    yield client
    for name in indices.names(client):
        indices.drop(client, name)


@pytest.fixture(scope="session")
def hub_vocabulary(django_db_setup, django_db_blocker):
    """The facets' values as the hub ships them, read once; nothing stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_framework", stdout=StringIO())
        vocabulary = load_vocabulary()
        transaction.set_rollback(True)
    return vocabulary


@pytest.fixture(scope="session")
def words_of_the_hub(hub_vocabulary):
    """A index_words with a handful of words that some entries hold."""
    words = "interview skills work experience employer employers employment budget assembly career careers job jobs"
    return IndexWords("en", dict.fromkeys(words.split(), 20), Phrases.of("en", hub_vocabulary))
