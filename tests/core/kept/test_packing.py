"""A kept page is itself or none: whatever else lies in the cache is no page."""

from hypothesis import given
from hypothesis import strategies as st

from hub.core.kept.packing import KeptPage

PAGE = KeptPage.of(b"<p>Careers</p>" * 100, {"Content-Type": "text/html"})


def test_a_page_comes_back_as_it_was() -> None:
    found = KeptPage.unpacked(PAGE.packed())
    assert found == PAGE and found.plain == b"<p>Careers</p>" * 100
    assert len(found.body) < len(found.plain)


def test_its_tag_is_that_of_its_text_and_headers() -> None:
    assert KeptPage.of(b"a", {}).tag == KeptPage.of(b"a", {}).tag
    made = [KeptPage.of(b"a", {"Last-Modified": when}).tag for when in ("Mon, 23 Nov 2026 10:00:00 GMT", "")]
    assert len(set(made)) == 1
    assert len({KeptPage.of(b"a", {}).tag, KeptPage.of(b"b", {}).tag, KeptPage.of(b"a", {"A": "b"}).tag}) == 3


@given(st.one_of(st.binary(max_size=40), st.text(), st.none(), st.integers(), st.lists(st.binary())))
def test_rubbish_is_no_page(found: object) -> None:
    assert KeptPage.unpacked(found) is None


@given(st.integers(min_value=0, max_value=len(PAGE.packed()) - 1), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_or_a_cut_makes_it_none(at: int, by: int) -> None:
    packed = bytearray(PAGE.packed())
    assert KeptPage.unpacked(bytes(packed[:at])) is None
    packed[at] ^= by
    assert KeptPage.unpacked(bytes(packed)) is None
