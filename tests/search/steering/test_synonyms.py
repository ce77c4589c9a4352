"""The editors' own synonyms: what they may say, that they are in force at once, and the preview."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from search.engines import get_engine
from search.models import Synonym
from search.steering import synonyms
from search.understanding.models import MOST_MEANINGS
from tests.factories.search import make_entry

ADD = "synonyms:add"


def synonym(words="den", means="business challenge", **values) -> Synonym:
    return Synonym(words=words, means=means, **values)


@pytest.fixture
def engine():
    return get_engine("embedded")


@pytest.fixture
def entries(terms):
    return {
        "challenge": make_entry("A business challenge"),
        "den": make_entry("The den"),
        "other": make_entry("Reading a map"),
    }


def test_a_synonym_is_in_force_from_the_next_search_and_gone_with_its_row(ask, engine, entries):
    both = {entries["challenge"].pk, entries["den"].pk}
    assert set(engine.search(ask("q=den")).ids) == {entries["den"].pk}
    saved = synonym()
    saved.save()
    assert set(engine.search(ask("q=den")).ids) == both
    assert entries["den"].pk in engine.search(ask("q=business+challenge")).ids
    saved.means = "map"
    saved.save()
    assert set(engine.search(ask("q=den")).ids) == {entries["den"].pk, entries["other"].pk}
    saved.delete()
    assert set(engine.search(ask("q=den")).ids) == {entries["den"].pk}


def test_one_way_goes_one_way(ask, engine, entries):
    synonym(kind=Synonym.Kind.ONE_WAY).save()
    assert entries["challenge"].pk in engine.search(ask("q=den")).ids
    assert entries["den"].pk not in engine.search(ask("q=business+challenge")).ids


def test_a_synonym_is_of_one_language(ask, engine, entries):
    synonym(language="bn").save()
    assert set(engine.search(ask("q=den")).ids) == {entries["den"].pk}


def test_what_an_editor_adds_is_a_known_word(ask, entries):
    assert [one.meant for one in ask("q=chalenge").corrections] == ["challenge"]
    synonym(words="chalenge").save()
    assert ask("q=chalenge").corrections == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"words": "..."}, "words"),
        ({"words": "one two three four five six seven"}, "words"),
        ({"words": '"den"'}, "words"),
        ({"means": " \n "}, "means"),
        ({"means": "\n".join(f"meaning{n}" for n in range(MOST_MEANINGS + 1))}, "means"),
        ({"means": "Dens"}, "means"),
        ({"means": "fine\neng*"}, "means"),
        ({"kind": "rumour"}, "kind"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_what_makes_no_synonym_is_refused_at_its_field(values, field, db):
    with pytest.raises(ValidationError) as caught:
        synonym(**values).full_clean()
    assert list(caught.value.message_dict) == [field]


def test_the_same_words_stand_once_in_a_language(db):
    synonym().save()
    with pytest.raises(ValidationError, match="already"):
        synonym().full_clean()
    synonym(language="bn").full_clean()


def test_a_preview_says_what_changes_and_saves_nothing(entries):
    own, meaning = synonyms.preview(synonym())
    assert (own.query, own.before.total, own.after.total) == ("den", 1, 2)
    assert set(own.after.titles) == {"The den", "A business challenge"}
    assert meaning.query == "business challenge"
    assert not Synonym.objects.exists()


def test_a_preview_says_where_nothing_changes_and_why(entries):
    (same, _) = synonyms.preview(synonym(words="map", means="atlas", kind=Synonym.Kind.ONE_WAY))
    assert same.same
    filtered = synonyms.preview(synonym(words="english", means="den"))[0]
    assert [(one.key, one.value) for one in filtered.filters] == [("subject", "english")]


def test_a_preview_of_a_saved_synonym_compares_with_the_hub_without_it(entries):
    saved = synonym()
    saved.save()
    assert synonyms.preview(saved)[0].before.total == 1


class TestAdmin:
    def post(self, client, **values):
        form = {"words": "den", "means": "business challenge", "kind": "alternative", "language": "en", "note": ""}
        return client.post(reverse(ADD), {**form, **values})

    def test_the_second_button_shows_and_saves_nothing(self, central, entries):
        text = self.post(central, **{"action-preview": "1"}).content.decode()
        assert "1 result" in text
        assert "2 results" in text
        assert "Nothing is saved yet." in text
        assert not Synonym.objects.exists()

    def test_the_first_button_saves(self, central, entries):
        assert self.post(central).status_code == 302
        saved = Synonym.objects.get()
        text = central.get(reverse("synonyms:edit", args=[saved.pk])).content.decode()
        assert "See what changes" in text
        assert "den" in central.get(reverse("synonyms:index")).content.decode()

    def test_a_mistake_is_named_at_its_field(self, central, entries):
        text = self.post(central, means="Dens", **{"action-preview": "1"}).content.decode()
        assert "takes this for the same words already" in text
        assert not Synonym.objects.exists()

    def test_an_edit_is_previewed_too(self, central, entries):
        saved = synonym()
        saved.save()
        form = {"words": "den", "means": "map", "kind": "one-way", "language": "en", "note": "", "action-preview": "1"}
        text = central.post(reverse("synonyms:edit", args=[saved.pk]), form).content.decode()
        assert "Reading a map" in text
        saved.refresh_from_db()
        assert saved.means == "business challenge"
