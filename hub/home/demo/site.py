"""The site itself: its address, its languages, the front page and the general pages."""

import datetime
import json
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from hub.home.models import AccessibilityStatementPage, HomePage, ParentsPage
from hub.pages.models import NewsIndexPage, NewsPage, StandardPage

DATA = Path(__file__).parent / "data" / "site.json"
DEFAULT_PORTS = {"http": 80, "https": 443}


def front_page() -> HomePage:
    """Return the front page; make it, and the site that it is the root of, on the first run."""
    home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if home is None:
        Page.get_first_root_node().get_children().delete()  # the page that Wagtail brings along
        home = HomePage(slug="home", **json.loads(DATA.read_text())["home"])
        Page.get_first_root_node().add_child(instance=home)
    _point_site_at(home)
    return home


def _point_site_at(home: HomePage) -> None:
    """Make `home` the root of the default site. An address somebody has already set is left alone."""
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    fresh = {
        "hostname": base.hostname,
        "port": base.port or DEFAULT_PORTS[base.scheme],
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(root_page=home, is_default_site=True, **fresh)
    elif site.root_page_id != home.pk:
        for name, value in {**fresh, "root_page": home}.items():
            setattr(site, name, value)
        site.save()


def add_once(parent: Page, model: type[Page], *, slug: str, **fields: object) -> Page:
    """Return the child of `parent` with that slug; add it, live and with a first revision, if there is none."""
    found = parent.get_children().filter(slug=slug).first()
    if found is not None:
        return found.specific
    page = parent.add_child(instance=model(slug=slug, **fields))
    page.save_revision(clean=False).publish()
    return page


def load(*, home: HomePage, on: datetime.date) -> None:
    """Add the languages, the general pages and three pieces of news, dated back from `on`."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    data = json.loads(DATA.read_text())
    add_once(home, ParentsPage, **data["parents"])
    statement = data["accessibility"]
    statement["gaps"] = [{"type": "gap", "value": gap} for gap in statement["gaps"]]
    add_once(home, AccessibilityStatementPage, **statement, prepared_on=on, reviewed_on=on, tested_on=on)
    for page in data["pages"]:
        add_once(home, StandardPage, **page)
    items = data["news"].pop("items")
    index = add_once(home, NewsIndexPage, **data["news"])
    for item in items:
        add_once(index, NewsPage, date=on - datetime.timedelta(days=item.pop("days_before")), **item)
