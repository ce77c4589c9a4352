"""Two invented clusters of the demo's schools, what they made, and a meeting each. Dates count from `on`."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from django.utils import timezone

from curriculum.models import Borough, Sector, Subject, UnitPage
from hub.clusters.models import ClusterPage, ClusterPartner, Collection, Entry, Item, Meeting, Membership
from hub.home.demo.reading import Data, in_order, read_json
from hub.home.models import HomePage
from hub.home.tree import ensure_clusters
from hub.schools.models import Registration, School

DATA = Path(__file__).parent / "data" / "clusters.json"
HOUR = datetime.time(16)
FRIDAY = 4
Schools = Mapping[int, School]


def load(*, home: HomePage, on: datetime.date) -> None:
    """Add the clusters whose pages are not there yet."""
    index = ensure_clusters(home)
    schools = {
        row.urn: row.school for row in Registration.objects.select_related("school").filter(school__is_sample=True)
    }
    for data in read_json(DATA):
        if not index.get_children().filter(slug=data["slug"]).exists():
            index.refresh_from_db()
            _cluster(index.add_child(instance=_page(data, on)), data, schools, on)


def _page(data: Data, on: datetime.date) -> ClusterPage:
    named = ("slug", "title", "summary", "kind", "purpose", "lead_name")
    since = min(on + datetime.timedelta(days=days) for _urn, days, _leads in data["members"])
    page = ClusterPage(**{name: data[name] for name in named}, since=since, is_sample=True)
    page.boroughs.set(Borough.objects.filter(slug__in=data["boroughs"]))
    page.partners = in_order(ClusterPartner(name=name) for name in data["partners"])
    return page


def _cluster(page: ClusterPage, data: Data, schools: Schools, on: datetime.date) -> None:
    page.save_revision(clean=False).publish()
    for urn, days, leads in data["members"]:
        joined = on + datetime.timedelta(days=days)
        Membership.objects.create(
            cluster=page, school=schools[urn], status=Membership.Status.ACCEPTED, leads=leads, joined_on=joined
        )
    for item in data["items"]:
        _item(page, item, schools, on)
    if "collection" in data:
        _collection(page, data["collection"], schools)
    _meeting(page, data["meeting"], schools, on)


def _item(page: ClusterPage, data: Data, schools: Schools, on: datetime.date) -> None:
    words = ("kind", "status", "title", "summary", "url", "context", "done", "effect", "words", "text")
    Item.objects.create(
        cluster=page,
        school=schools[data["urn"]],
        reviewed_by=schools.get(data.get("reviewed_by", 0)),
        subject=Subject.objects.filter(slug=data.get("subject", "")).first(),
        sector=Sector.objects.filter(slug=data.get("sector", "")).first(),
        changed_on=on,
        **{name: data[name] for name in words if name in data},
    )


def _collection(page: ClusterPage, data: Data, schools: Schools) -> None:
    school = schools[data["urn"]]
    made = Collection.objects.create(cluster=page, school=school, title=data["title"], summary=data["summary"])
    for unit in UnitPage.objects.live().public().order_by("path")[: data["pages"]]:
        Entry.objects.create(collection=made, page=unit.page_ptr, school=school)


def _meeting(page: ClusterPage, data: Data, schools: Schools, on: datetime.date) -> None:
    day = on + datetime.timedelta(days=data["days"])
    # Schools meet from Monday to Friday.
    day -= datetime.timedelta(days=max(day.weekday() - FRIDAY, 0))
    starts = timezone.make_aware(datetime.datetime.combine(day, HOUR))
    words = ("title", "place", "online", "agenda", "notes")
    meeting = Meeting.objects.create(
        cluster=page,
        school=schools[data["urn"]],
        starts=starts,
        ends=starts + datetime.timedelta(hours=1, minutes=30),
        is_public=True,
        **{name: data[name] for name in words if name in data},
    )
    meeting.came.set(schools[urn] for urn in data["came"])
