"""Every page type is searched or says why not (`search.index.adapters`), and the engine can work on this database."""

from django.conf import settings
from django.core import checks
from wagtail.models import get_page_models

from search.engines import ENGINES
from search.engines.elasticsearch.config import problems
from search.index import postings
from search.index.adapters import ABSENT, ADAPTERS

DELIVERIES = ("thread", "none")


@checks.register("search")
def page_types_are_searched_or_say_why_not(**_kwargs: object) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"{model.__name__} has no search adapter and no reason to lack one.",
            hint="Write an adapter in search/adapters, or add a line to ABSENT there.",
            obj=model,
            id="search.E001",
        )
        for model in get_page_models()
        if model not in ADAPTERS and model._meta.label_lower not in ABSENT
    ]


@checks.register("search")
def engine_fits_the_database(**_kwargs: object) -> list[checks.CheckMessage]:
    """A warning and no error: the other pages answer, and so must the commands that mend it."""
    if postings.available():
        return []
    return [
        checks.Warning(
            "Search does not answer: its words are kept in SQLite or PostgreSQL, and this database is neither.",
            hint="Point DATABASE_URL at an SQLite file or a PostgreSQL server.",
            id="search.W001",
        )
    ]


@checks.register("search")
def settings_are_known(**_kwargs: object) -> list[checks.CheckMessage]:
    found = []
    if settings.SEARCH_ENGINE not in ("database", *ENGINES):
        found.append(f"SEARCH_ENGINE is {settings.SEARCH_ENGINE!r}: it is one of database, {', '.join(ENGINES)}.")
    if settings.SEARCH_DELIVERY not in DELIVERIES:
        found.append(f"SEARCH_DELIVERY is {settings.SEARCH_DELIVERY!r}: it is one of {', '.join(DELIVERIES)}.")
    if settings.SEARCH_ENGINE == "elasticsearch":
        found += problems(settings.ELASTICSEARCH)
    return [checks.Error(problem, id="search.E002") for problem in found]
