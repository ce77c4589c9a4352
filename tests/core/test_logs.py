import logging

import pytest

from hub.core.logs import DropQueryStrings
from tests.factories.pages import StandardPageFactory


def record(message: str, *args) -> logging.LogRecord:
    return logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, args, None)


def test_a_search_never_reaches_the_log():
    entry = record("Not Found: %s", "/search/?q=amina+begum&year=9")
    DropQueryStrings().filter(entry)
    assert entry.getMessage() == "Not Found: /search/"


def test_a_message_without_arguments_loses_its_query_too():
    entry = record('"GET /search/?q=amina HTTP/1.1" 200')
    DropQueryStrings().filter(entry)
    assert entry.getMessage() == '"GET /search/ HTTP/1.1" 200'


@pytest.mark.django_db
@pytest.mark.usefixtures("wagtails_indexes")
def test_saving_and_publishing_fill_no_log_and_write_no_title_of_a_draft(
    home, caplog, django_capture_on_commit_callbacks
):
    """Autosave saves every few seconds; who did what is in the page's history."""
    page = StandardPageFactory(parent=home, title="About")
    page.title, page.slug = "What Amina told us", "amina"
    for what in (lambda: page.save_revision(log_action=True).publish(), page.unpublish, page.delete):
        with django_capture_on_commit_callbacks(execute=True):
            what()
    assert caplog.messages == []
