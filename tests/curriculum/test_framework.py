"""`load_framework`: twice is once, what leaves is retired, a bad file writes nothing."""

import json
import shutil

import pytest
from django.core.management import CommandError, call_command

from curriculum.models import ActivityKind, Borough, Criterion, Framework, KeyStage, Sector, Subject, YearGroup
from curriculum.services import load_framework
from curriculum.vocabulary import DATA

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path):
    """A copy of the files, to change."""
    return shutil.copytree(DATA, tmp_path / "data")


def edit(data, name, change):
    path = data / f"{name}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content["terms"])
    path.write_text(json.dumps(content), encoding="utf-8")


def test_every_vocabulary_holds_what_the_field_has_agreed_on():
    outcomes = {outcome.name: len(outcome.added) for outcome in load_framework()}
    assert outcomes == {
        "key_stages": 4,
        "year_groups": 11,
        "subjects": 15,
        "frameworks": 3,
        "criteria": 8 + 20 + 6 + 7,
        "activity_kinds": 19,
        "resource_types": 27,
        "sectors": 15,
        "need_types": 12,
        "audiences": 9,
        "boroughs": 33,
    }
    assert Criterion.objects.filter(slug="gb2-1", parent__slug="gb2").exists()
    assert [c.slug for c in Criterion.objects.filter(framework__slug="cdi")] == [
        "grow", "explore", "manage", "create", "balance", "big-picture",
    ]  # fmt: skip
    assert sum(len(sector.synonyms) for sector in Sector.objects.all()) == 25
    assert Borough.objects.get(slug="city-of-london").gss_code == "E09000001"
    assert Borough.objects.get(slug="newham").sub_region == "Local London"
    assert set(Subject.objects.get(slug="history").key_stages.values_list("slug", flat=True)) == {"ks2", "ks3"}
    year = YearGroup.objects.select_related("key_stage").get(slug="9")
    assert (year.key_stage.slug, year.age_from, year.age_to) == ("ks3", 13, 14)


def test_a_second_load_changes_nothing(capsys):
    call_command("load_framework")
    saved = set(Criterion.objects.values_list("pk", "slug"))
    call_command("load_framework")
    assert "No change." in capsys.readouterr().out
    assert set(Criterion.objects.values_list("pk", "slug")) == saved


def test_a_term_that_leaves_its_file_is_retired_and_one_that_returns_is_current(data, capsys):
    load_framework()
    edit(data, "activity_kinds", lambda terms: terms.remove(next(t for t in terms if t["slug"] == "fair")))
    call_command("load_framework", data=data)
    assert "retired: fair" in capsys.readouterr().out
    assert ActivityKind.objects.get(slug="fair").retired
    assert not ActivityKind.objects.current().filter(slug="fair").exists()
    assert load_framework(folder=data)[5].retired == []
    assert "fair" in load_framework()[5].changed
    assert ActivityKind.objects.current().filter(slug="fair").exists()


def test_a_framework_that_leaves_takes_its_criteria_with_it(data):
    load_framework()
    edit(data, "frameworks", lambda terms: terms.pop(1))
    load_framework(folder=data)
    assert Framework.objects.get(slug="cdi").retired
    assert not Criterion.objects.current().filter(framework__slug="cdi").exists()


def test_a_changed_label_and_a_changed_link_are_the_only_changes(data):
    load_framework()
    edit(data, "sectors", lambda terms: terms[0].update(label="Farming"))
    edit(data, "subjects", lambda terms: terms[0].update(key_stages=["ks2"]))
    changed = {outcome.name: outcome.changed for outcome in load_framework(folder=data) if outcome.changed}
    assert changed == {"sectors": ["agriculture-environmental-and-animal-care"], "subjects": ["english"]}


def test_a_dry_run_says_what_would_change_and_writes_nothing(capsys):
    call_command("load_framework", dry_run=True)
    assert "nothing was written" in capsys.readouterr().out
    assert not KeyStage.objects.exists()


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("sectors", lambda t: t.append({"label": "No slug"}), "slug is missing"),
        ("sectors", lambda t: t.append(dict(t[0])), "twice"),
        ("sectors", lambda t: t[0].update(slug="Not A Slug"), "slug is"),
        ("sectors", lambda t: t[0].update(colour="red"), "unknown field colour"),
        ("sectors", lambda t: t[0].update(label=""), "cannot be stored"),
        ("sectors", lambda t: t[0].update(label="x" * 161), "cannot be stored"),
        ("sectors", lambda t: t.clear(), "not empty"),
        ("year_groups", lambda t: t[0].update(number=True), "number has the wrong kind"),
        ("year_groups", lambda t: t[0].update(number="3"), "number has the wrong kind"),
        ("year_groups", lambda t: t[0].update(number=4), "cannot be stored"),
        ("year_groups", lambda t: t[0].update(key_stage="ks9"), 'names "ks9"'),
        ("subjects", lambda t: t[0].update(key_stages="ks2"), "list of slugs"),
        ("frameworks", lambda t: t[0].update(criteria="none"), "should be lists"),
        ("boroughs", lambda t: t[0].pop("gss_code"), "gss_code is missing"),
    ],
)
def test_a_bad_file_gets_a_clear_message_and_writes_nothing(data, name, change, says):
    edit(data, name, change)
    with pytest.raises(CommandError, match=says):
        call_command("load_framework", data=data)
    assert not KeyStage.objects.exists()


@pytest.mark.parametrize("text", ["{", "[]", '{"terms": [1]}', '"terms"', "\xff"])
def test_a_file_that_is_not_the_right_json_gets_a_clear_message(data, text):
    (data / "audiences.json").write_text(text, encoding="latin-1")
    with pytest.raises(CommandError, match=r"audiences\.json"):
        call_command("load_framework", data=data)


def test_a_missing_file_gets_a_clear_message(data):
    (data / "audiences.json").unlink()
    with pytest.raises(CommandError, match="is missing"):
        call_command("load_framework", data=data)
