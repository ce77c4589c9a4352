"""Moves the public mark with every statement that writes to what visitors see, whoever sends it and however.

It looks at the statements themselves: signals miss `queryset.update`, `bulk_create` and what is written past Django's
models. A table is shown to visitors unless it is said here, or by its room, that none of it is.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from hub.core.models.public_marks import PublicMark

_WRITES = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)"
    r"\s+(?:ONLY\s+)?[\"`]?(\w+)",
    re.IGNORECASE,
)
_WRITES_BELOW = re.compile(r"\s*WITH\b.*\b(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE | re.DOTALL)
_SET = re.compile(r"\bSET\s+(.*?)(?:\s+WHERE\b|$)", re.IGNORECASE | re.DOTALL)
_COLUMN = re.compile(r"[\"`](\w+)[\"`]\s*=")

# Who signs in, what is a draft, what is said about it, and what Wagtail keeps for its own admin.
_unseen = {
    "core_publicmark",
    "core_lastrun",
    "core_readypage",
    "core_readyround",
    "django_session",
    "wagtailadmin_editingsession",
    "wagtailadmin_formstate",
    "wagtailcore_comment",
    "wagtailcore_commentreply",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
    "wagtailcore_referenceindex",
    "wagtailcore_uploadedfile",
    "wagtailcore_revision",
    "wagtailsearch_indexentry",
    "wagtailsearch_indexentry_fts",
    "wagtailusers_userprofile",
}
# Columns of tables that are shown, which are not: a draft, and a lock.
_unseen_columns = {
    "accounts_user": {"last_login"},
    "wagtailcore_page": {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision_id",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by_id",
    },
}
_prepared: set[str] = set()
Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def never_shown(*kinds: type[models.Model]) -> None:
    """Say that no page of a visitor shows anything of these models, so writing to them ends no kept page."""
    _unseen.update(kind._meta.db_table for kind in kinds)


def is_shown(statement: str) -> bool:
    """Tell whether a statement of SQL writes to what visitors see. What cannot be read for certain does."""
    found = _WRITES.match(statement)
    if found is None:
        return _WRITES_BELOW.match(statement) is not None
    table = found[1].lower()
    if table in _unseen:
        return False
    if (unseen := _unseen_columns.get(table)) and (changed := _SET.search(statement)):
        return not (columns := set(_COLUMN.findall(changed[1]))) or not columns <= unseen
    return True


def watch(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Send a statement, and move the mark if it writes what is shown (a wrapper of Django's connections)."""
    # Most statements only read.
    if sql[:6] == "SELECT" or not is_shown(sql):
        return execute(sql, params, many, context)
    done = execute(sql, params, many, context)
    connection = context["connection"]
    if settings.KEEP_PAGES and not _is_moved(connection) and _is_prepared(connection):
        PublicMark.move(connection)
        if connection.in_atomic_block:
            connection.on_commit(_moved)
    return done


def install(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    """Watch what a new connection writes (a receiver of `connection_created`)."""
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


def current(connection: BaseDatabaseWrapper) -> str:
    """Return the public mark. What this transaction writes from now on moves it again."""
    connection.run_on_commit = [each for each in connection.run_on_commit if each[1] is not _moved]
    return PublicMark.current(connection.alias)


def _moved() -> None:
    """Stand among what waits for the commit: Django drops it with the savepoint, or the transaction, that wrote."""


def _is_moved(connection: BaseDatabaseWrapper) -> bool:
    return any(each[1] is _moved for each in connection.run_on_commit)


def _is_prepared(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether the table of marks is there: the first migrations write before it is."""
    name = f"{connection.settings_dict['HOST']}:{connection.settings_dict['PORT']}/{connection.settings_dict['NAME']}"
    if name not in _prepared and PublicMark._meta.db_table in connection.introspection.table_names():
        _prepared.add(name)
    return name in _prepared
