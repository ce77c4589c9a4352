"""What the page of a list shows."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page

from hub.core.qr_codes import drawing
from hub.core.selectors import address
from resources.my_list.address import MOST, ListAddress
from resources.my_list.gone import Gone
from resources.my_list.reading import Entry, Found

# Longer ones make a code that telephones do not read from a screen, and some programs cut them.
LONGEST_SHARED = 2000
CLASSROOM = "https://classroom.google.com/share"
TEAMS = "https://teams.microsoft.com/share"


@dataclass(frozen=True)
class Row:
    """One entry with the addresses that change the list; `up` and `down` are empty at the ends."""

    entry: Entry
    url: str
    up: str
    down: str
    remove: str


@dataclass(frozen=True)
class Mending:
    """A lesson that is gone, where the nearest one is, and the addresses of the list with it and without."""

    gone: Gone
    url: str
    replace: str
    remove: str


@dataclass(frozen=True)
class ListPage:
    """A list as its page shows it. `asked` is what the address holds, `found` what there is of it."""

    asked: ListAddress
    found: Found
    request: HttpRequest
    most: int = MOST

    @property
    def name(self) -> str:
        """What the list is called, in files made of it too."""
        return self.asked.title or _("My list")

    @cached_property
    def rows(self) -> list[Row]:
        last = len(self.asked.items) - 1
        place = {item: n for n, item in enumerate(self.asked.items)}
        return [
            Row(
                entry,
                page_address(entry.page, entry.below, self.request),
                self._here(self.asked.moved(entry.item, -1)) if place[entry.item] else "",
                self._here(self.asked.moved(entry.item, 1)) if place[entry.item] < last else "",
                self._here(self.asked.without(entry.item)),
            )
            for entry in self.found.entries
        ]

    @cached_property
    def mendings(self) -> list[Mending]:
        return [
            Mending(
                each,
                page_address(each.there, each.lesson.path if each.lesson else "", self.request),
                self._here(self.asked.replaced(each.item, each.instead)),
                self._here(self.asked.without(each.item)),
            )
            for each in self.found.gone
        ]

    @property
    def without_lost(self) -> str:
        """The address of the list without what cannot be found."""
        return self._here(self.asked.without(*self.found.lost))

    @property
    def cannot_be_found(self) -> int:
        return len(self.found.lost) + self.asked.unreadable

    @property
    def items(self) -> str:
        """The items as a script reads them."""
        return " ".join(map(str, self.asked.items))

    @cached_property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.found.entries)

    @property
    def years(self) -> list[int]:
        return sorted({year for entry in self.found.entries for year in entry.years})

    @property
    def stages(self) -> list[int]:
        return sorted({stage for entry in self.found.entries for stage in entry.stages})

    @property
    def sheets(self) -> int:
        """How many sheets its lessons need, each once."""
        return len({sheet.pk for step in self.found.steps for sheet in step.sheets})

    @cached_property
    def shared(self) -> str:
        """The whole address that holds the list."""
        return self.request.build_absolute_uri(self._here(self.asked))

    @property
    def too_long(self) -> bool:
        return len(self.shared) > LONGEST_SHARED

    @property
    def classroom(self) -> str:
        return f"{CLASSROOM}?{urlencode({'url': self.shared, 'title': self.asked.title})}"

    @property
    def teams(self) -> str:
        return f"{TEAMS}?{urlencode({'href': self.shared, 'msgText': self.asked.title})}"

    @property
    def code(self) -> SafeString:
        """The address as a QR code, a drawing without any style of its own."""
        return drawing(self.shared, error="l")

    def _here(self, asked: ListAddress) -> str:
        return f"{reverse('my_list')}?{asked.query}" if asked.query else reverse("my_list")


def page_address(page: Page, below: str, request: HttpRequest) -> str:
    """Return the address of a page, or of a lesson below it; "" for a page that has none."""
    own = address(page, request)
    return own + below if own else ""


def full_address(page: Page, below: str, request: HttpRequest) -> str:
    """Return the same with scheme and host, for what leaves the site."""
    return request.build_absolute_uri(page_address(page, below, request))
