"""Lessons stored before they had adaptations and materials as blocks: the migration splits what they said."""

import importlib
import json

import pytest
from django.apps import apps
from django.db import connection
from wagtail.models import Revision

from curriculum.models import UnitPage
from tests.factories.curriculum import UnitPageFactory, lesson

migration = importlib.import_module("curriculum.migrations.0005_adaptations_and_materials")


def row(needs: list[str], change: str, others: str = "") -> tuple[list[str], str, str]:
    return needs, others, change


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("SLCN: cards. MLD: three.", [row(["slcn"], "Cards."), row(["mld"], "Three.")]),
        (
            "VI or PD: choose. HI or deaf pupils who sign: a film.",
            [row(["vi", "pd"], "Choose."), row(["hi"], "A film.")],
        ),
        (
            "For pupils with an EHCP: ask. Young carers: tell.",
            [row([], "Ask.", "Pupils with an EHCP"), row([], "Tell.", "Young carers")],
        ),
        (
            "This lesson is the adaptation: change the tool. For PMLD: a switch.",
            [row([], "This lesson is the adaptation: change the tool."), row(["pmld"], "A switch.")],
        ),
        ("SLCN: starters on cards: “If we ...”.", [row(["slcn"], "Starters on cards: “If we ...”.")]),
        ("Sit near the front.", [row([], "Sit near the front.")]),
        ("", []),
    ],
)
def test_notes_on_needs_are_split_where_they_name_one(text, rows):
    assert migration.adaptations(text) == rows


def test_what_is_needed_is_split_at_semicolons():
    assert migration.things("Map paper; school’s list of contacts; approval form.") == [
        "Map paper", "School’s list of contacts", "Approval form",
    ]  # fmt: skip


@pytest.mark.django_db
def test_pages_and_their_drafts_are_moved_and_can_go_back(stage_page):
    unit = UnitPageFactory(parent=stage_page, lessons=[lesson("Old")])
    draft = unit.save_revision(clean=False)
    old = json.dumps([lesson("Old", materials="Pens; paper.", send="SLCN: cards. High attainers: more.")])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE curriculum_unitpage SET lessons = %s", [old])
    draft.content["lessons"] = old
    draft.save()
    operation = migration.Migration.operations[0]
    operation.code(apps, None)
    stored = UnitPage.objects.get().lessons.raw_data[0]["value"]
    assert [each["value"] for each in stored["materials"]] == ["Pens", "Paper"]
    assert [row["value"]["needs"] or row["value"]["others"] for row in stored["adaptations"]] == [
        ["slcn"],
        "High attainers",
    ]
    assert "send" not in stored
    assert "adaptations" in Revision.objects.get(pk=draft.pk).content["lessons"]
    operation.reverse_code(apps, None)
    stored = UnitPage.objects.get().lessons.raw_data[0]["value"]
    assert stored["send"] == "SLCN: Cards. High attainers: More."
    assert stored["materials"] == "Pens; Paper."
