"""Fixtures of figures, and of the pages that they stand on."""

from tests.curriculum.conftest import index, stage_page  # noqa: F401
