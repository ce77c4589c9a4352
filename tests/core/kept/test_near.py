"""What a process holds of what it has just shown: no more than there is room for, and nothing that is over."""

from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from wagtail.models import Page

from hub.core.kept import near
from hub.core.kept.packing import KeptPage
from hub.home.models import HomePage
from tests.factories.pages import StandardPageFactory


def page(size: int) -> KeptPage:
    return KeptPage({}, "", b"x" * size)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(near, "MOST_BYTES", 100)
    return 100


def test_it_holds_as_many_bytes_as_it_says_and_lets_the_oldest_go(room: int) -> None:
    for key in "abc":
        near.put(key, page(room // 2))
    assert near.get("a") is None and near.get("b") and near.get("c")
    near.put("d", page(room + 1))
    assert not any(near.get(key) for key in "abcd")
    near.put("e", page(room))
    assert near.get("e")


def test_a_page_that_is_put_again_is_counted_once(room: int) -> None:
    for _time in range(5):
        near.put("a", page(room // 2))
    near.put("b", page(room // 2))
    assert near.get("a") and near.get("b")


class Asked(LocMemCache):
    """Remembers what it was asked for."""

    keys: list[str] = []

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        self.keys.append(key)
        return super().get(key, default, version)


def test_the_cache_is_asked_once_until_something_is_written(keeping: None, home: HomePage, settings: Any) -> None:
    about = StandardPageFactory(parent=home, title="About", slug="about")
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": f"{__name__}.Asked", "LOCATION": "asked"}}
    caches["pages"].clear()
    Asked.keys.clear()
    for _time in range(4):
        assert b"About" in Client().get("/about/").content
    # Nothing was there, and then it was.
    assert len(Asked.keys) == 2
    Page.objects.filter(pk=about.pk).update(title="What we are")
    for _time in range(3):
        assert b"What we are" in Client().get("/about/").content
    assert len(Asked.keys) == 4
