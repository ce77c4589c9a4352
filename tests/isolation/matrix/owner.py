"""A school, or the hub, with what it holds."""

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import DO_NOTHING, SET_NULL, Q
from wagtail.models import Page

from hub.accounts.models import User
from hub.schools.tenancy.provisioning import Provisioned

# Each as text: not all that a database answers has a hash.
Rows = set[str]
WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)


def table_written(sql: str) -> str | None:
    """Return the table that a statement writes; None if it writes none."""
    found = WRITES.match(sql)
    assert found or not re.match(r"\s*(?:INSERT|UPDATE|DELETE)", sql, re.I), sql
    return found[1] if found else None


@dataclass
class Owner:
    """A school, or the hub (`made` is None), with the keys of what it holds, by kind."""

    mark: str
    made: Provisioned | None
    person: User
    keys: dict[str, Any] = field(default_factory=dict)
    roots: list[models.Model] = field(default_factory=list)

    @cached_property
    def holdings(self) -> "Holdings":
        """What it holds when the world has been made; nothing that a cell writes stays."""
        collector = NestedObjects(using="default")
        for root in self.roots:
            collector.collect([type(root)._default_manager.get(pk=root.pk)])
        collected: dict[Any, set[models.Model]] = collector.model_objs
        held = {model: {row.pk for row in rows} for model, rows in collected.items()}
        return Holdings(held, [root.path for root in self.roots if isinstance(root, Page)])


@dataclass
class Holdings:
    """Keys of rows by their model: every row that stands or falls with the owner's own. `paths`: of its pages.

    All of it is not read again after each request, but of the tables that the request wrote to.
    """

    held: dict[type[models.Model], set[Any]]
    paths: list[str]
    first: dict[str, Rows] = field(default_factory=dict)

    def remember(self, tables: Iterable[str]) -> None:
        """Read what is held in these tables, if it was not read before. Called while nothing is written."""
        for table in tables:
            if table not in self.first:
                self.first[table] = self.rows(table)

    def rows(self, table: str) -> Rows:
        """Return the rows of a table that are the owner's, that refer to such, or that are below a page of theirs."""
        found: Rows = set()
        for model in apps.get_models(include_auto_created=True):
            if model._meta.db_table == table and not model._meta.proxy:
                values = [each.attname for each in model._meta.local_concrete_fields]
                # As the database has them: a stream of blocks is another object each time that it is read.
                query = model._base_manager.filter(self._of(model)).order_by().values_list(*values).query
                with contextlib.suppress(EmptyResultSet), connection.cursor() as cursor:
                    cursor.execute(*query.sql_with_params())
                    found |= set(map(repr, cursor.fetchall()))
        return found

    def _of(self, model: type[models.Model]) -> Q:
        own = Q(pk__in=self.held.get(model, set()))
        for each in model._meta.local_concrete_fields:
            refers = each.remote_field is not None and each.remote_field.on_delete not in (SET_NULL, DO_NOTHING)
            keys = self.held.get(each.related_model) if refers and each.related_model else None
            if keys:
                own |= Q(**{f"{each.attname}__in": keys})
        for path in self.paths if model is Page else ():
            own |= Q(path__startswith=path)
        return own
