"""The site before anything is published on it: its address, its languages, the front page, indexes, statutory pages."""

import datetime
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from curriculum.models import CurriculumIndexPage, CurriculumMapPage, KeyStage, KeyStagePage
from hub.clusters.models import ClusterIndexPage
from hub.events.models import EventCalendarPage
from hub.home.models import AccessibilityStatementPage, HomePage, ParentsPage
from hub.labour_market.models import LabourMarketPage
from hub.pages.models import NewsIndexPage, StandardPage
from hub.schools.models import SchoolIndexPage
from resources.models import ResourceIndexPage

DATA = Path(__file__).parent / "data" / "site.json"
DEFAULT_PORTS = {"http": 80, "https": 443}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# The domain of addresses that stand for those of an operator, whom nobody has named yet.
NOBODYS = "hub.example"


@transaction.atomic
def ensure_site(*, on: datetime.date) -> HomePage:
    """Make what is missing of the site and leave what is there as its editors have it; return the front page.

    Statements that carry a date count as prepared on `on`. The key stages need the vocabularies.
    """
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    home, data = front_page(), _data()
    add_once(home, ParentsPage, **data["parents"])
    statement = data["accessibility"]
    statement["gaps"] = [{"type": "gap", "value": gap} for gap in statement["gaps"]]
    add_once(home, AccessibilityStatementPage, **statement, prepared_on=on, reviewed_on=on, tested_on=on)
    for page in data["pages"]:
        add_once(home, StandardPage, **page)
    ensure_news(home)
    ensure_resources(home)
    ensure_curriculum(home)
    ensure_labour_market(home)
    ensure_schools(home)
    ensure_clusters(home)
    ensure_events(home)
    return home


def front_page() -> HomePage:
    """Return the front page; make it, and the site that it is the root of, on the first run."""
    home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if home is None:
        root = Page.get_first_root_node()
        # The "Welcome" that Wagtail brings along, and nothing else that may stand there.
        for welcome in root.get_children().exact_type(Page).filter(slug="home"):
            welcome.delete()
        root.refresh_from_db()
        home = root.add_child(instance=HomePage(slug="home", **_data()["home"]))
        home.save_revision(clean=False)
    _point_site_at(home)
    return home


def ensure_news(home: HomePage) -> Page:
    return add_once(home, NewsIndexPage, **_data()["news"])


def ensure_schools(home: HomePage) -> Page:
    return add_once(home, SchoolIndexPage, **_data()["schools"])


def ensure_clusters(home: HomePage) -> Page:
    return add_once(home, ClusterIndexPage, **_data()["clusters"])


def ensure_events(home: HomePage) -> Page:
    return add_once(home, EventCalendarPage, **_data()["events"])


def ensure_labour_market(home: HomePage) -> Page:
    return add_once(home, LabourMarketPage, **_data()["labour_market"])


def ensure_resources(home: HomePage) -> Page:
    return add_once(home, ResourceIndexPage, **_data()["resources"])


def ensure_curriculum(home: HomePage) -> dict[str, Page]:
    """Make the curriculum's index, map and a page for each key stage there is; return those by their stage's slug."""
    data = _data()
    index = add_once(home, CurriculumIndexPage, **data["curriculum"])
    stages = {stage.slug: stage for stage in KeyStage.objects.current()}
    pages = {}
    for fields in data["stages"]:
        if stage := stages.get(fields["key_stage"]):
            pages[stage.slug] = add_once(index, KeyStagePage, **{**fields, "key_stage": stage})
    add_once(index, CurriculumMapPage, **data["map"])
    return pages


def add_once(parent: Page, model: type[Page], *, slug: str, **fields: object) -> Page:
    """Return the child of `parent` with that slug; add it, live and with a first revision, if there is none."""
    found = parent.get_children().filter(slug=slug).first()
    if found is not None:
        return found.specific
    page = parent.add_child(instance=model(slug=slug, **fields))
    page.save_revision(clean=False).publish()
    return page


def unnamed_operator(home: HomePage) -> list[str]:
    """Return the addresses of the statutory pages that still name nobody's mailbox in place of the operator's."""
    pages = StandardPage.objects.child_of(home).live()
    found = [page.url for page in pages if NOBODYS in str(page.body)]
    statements = AccessibilityStatementPage.objects.child_of(home).live()
    return [*(page.url for page in statements if page.contact_email.endswith(f"@{NOBODYS}")), *found]


def _data() -> dict[str, Any]:
    return json.loads(DATA.read_text(encoding="utf-8"))


def _point_site_at(home: HomePage) -> None:
    """Make `home` the root of the default site. An address that somebody has set is left alone."""
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    fresh = {"hostname": base.hostname, "port": base.port or DEFAULT_PORTS[base.scheme]}
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(root_page=home, is_default_site=True, site_name=settings.WAGTAIL_SITE_NAME, **fresh)
    elif site.root_page_id != home.pk:
        _change(site, root_page=home, site_name=settings.WAGTAIL_SITE_NAME, **fresh)
    elif site.hostname in LOOPBACK and base.hostname not in LOOPBACK:
        # It was set up on one machine and has a public address since.
        _change(site, **fresh)


def _change(site: Site, **values: object) -> None:
    for name, value in values.items():
        setattr(site, name, value)
    site.save()
