"""What an entry says of its page, beyond the page's own words."""

import pytest

from curriculum.models import Criterion
from search.index.adapters.base import names


@pytest.mark.parametrize(
    ("slug", "code", "said"),
    [
        ("gb5", "GB5", ["GB5"]),
        ("gb5-1", "GB5.1", ["GB5.1"]),
        ("gb5", "5", ["5", "GB5"]),
        ("la2", "2", ["2"]),
    ],
)
def test_a_code_is_said_once(slug, code, said):
    assert names(Criterion(slug=slug, label="", code=code), "en")[1:] == said
