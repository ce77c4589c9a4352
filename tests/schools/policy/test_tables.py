"""Tables and more text in a policy belong to the section above: read, judged, approved, compared, translated."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from hub.accounts.models import User
from hub.schools.models import CareersPolicyPage, Role
from hub.schools.policy.approvals.recording import record_approval
from hub.schools.policy.approvals.selectors import differs
from hub.schools.policy.blocks import PolicyBlock, filled, sections_in
from search.index.adapters.schools import CareersPolicyAdapter
from tests.schools.policy.approving import address, signed_in, start
from tests.schools.staffed import Staffed, by_the_board, staffed

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TABLE: dict[str, Any] = {
    "columns": [{"type": "name", "heading": "Year"}, {"type": "text", "heading": "Autumn term"}],
    "rows": [{"values": ["Year 8", "<p>Shipyard visit</p>"]}],
    "caption": "Visits",
}
SECTIONS: list[dict[str, Any]] = [
    {"type": "experiences", "value": "<p>We go out.</p>", "id": "a"},
    {"type": "table", "value": TABLE, "id": "b"},
    {"type": "text", "value": "<p>And come back.</p>", "id": "c"},
    {"type": "section", "value": {"heading": "Visits of employers", "text": ""}, "id": "d"},
    {"type": "table", "value": {**TABLE, "caption": ""}, "id": "e"},
]


def stream(raw=SECTIONS):
    return PolicyBlock().to_python(raw)


@pytest.fixture
def ours(index, on) -> Staffed:
    made = staffed(index, on - 30 * DAY)
    made.policy.sections = stream()
    made.policy.save_revision().publish()
    made.policy.refresh_from_db()
    return made


def test_a_section_goes_on_until_the_next_one():
    first, second = sections_in(stream())
    assert (first.heading, [each.block_type for each in first.following]) == (
        "Experiences of the world of work",
        ["table", "text"],
    )
    assert (second.heading, len(second.following)) == ("Visits of employers", 1)


def test_a_section_that_is_a_table_alone_has_words():
    assert filled(stream()) == {"experiences", "section"}
    empty = {"columns": [], "rows": [], "caption": ""}
    assert filled(stream([SECTIONS[3], {"type": "table", "value": empty, "id": "e"}])) == set()


def test_a_section_without_words_and_a_table_without_a_section_are_refused_at_their_place():
    PolicyBlock().clean(stream())
    with pytest.raises(StreamBlockValidationError) as refused:
        PolicyBlock().clean(stream(SECTIONS[3:4]))
    assert "Nothing is written here yet" in str(refused.value.as_json_data())
    with pytest.raises(StreamBlockValidationError) as refused:
        PolicyBlock().clean(stream(SECTIONS[1:2]))
    assert "there is none" in str(refused.value.as_json_data())


def test_the_public_reads_a_table_with_its_headings(ours, client):
    page: Any = BeautifulSoup(client.get(ours.policy.url).content, "html.parser")
    first = page.find("h2", string=lambda text: text and "Experiences of the world of work" in text).find_parent(
        "section"
    )
    assert [each.text for each in first.select("th[scope=col]")] == ["Year", "Autumn term"]
    assert first.select_one("th[scope=row]").text == "Year 8" and first.caption.text == "Visits"
    words = " ".join(first.text.split())
    assert words.index("We go out.") < words.index("Shipyard visit") < words.index("And come back.")
    assert first.select_one(".scroll > table")
    assert [each["aria-label"] for each in page.select(".scroll")] == ["Visits", "Visits of employers"]


def test_its_words_are_in_the_search_index(ours):
    assert "Shipyard visit" in "\n".join(CareersPolicyAdapter().texts(ours.policy).values())


def test_the_approved_text_keeps_the_table_and_a_changed_cell_is_a_change(ours, on, client):
    approval = record_approval(ours.policy, decided=by_the_board(on), on=on)
    kept = client.get(reverse("approved_policy", args=[ours.school.slug, approval.pk])).content.decode()
    assert "Shipyard visit" in kept and 'scope="row"' in kept
    assert "has been changed since" not in client.get(ours.policy.url).content.decode()
    changed = [*SECTIONS[:1], {**SECTIONS[1], "value": {**TABLE, "caption": "Trips"}}, *SECTIONS[2:]]
    ours.policy.sections = stream(changed)
    ours.policy.save_revision()
    start(ours.policy, ours.people[Role.CAREERS_LEADER])
    decision = signed_in(ours.people[Role.HEAD]).get(address(ours.policy))
    html = decision.content.decode()
    assert "Shipyard visit" in html
    (compared,) = [each for each in decision.context["comparison"] if each.field_label() == "Sections"]
    assert "Trips" in str(compared.htmldiff()) and 'class="addition"' in str(compared.htmldiff())


def test_a_table_that_the_editor_opened_and_saved_is_the_text_that_was_approved(ours, on):
    approval = record_approval(ours.policy, decided=by_the_board(on), on=on)
    keyed = {**TABLE, "rows": [{"values": ["Year 8", '<p data-block-key="ab1cd">Shipyard visit</p>']}]}
    ours.policy.sections = stream([SECTIONS[0], {**SECTIONS[1], "value": keyed}, *SECTIONS[2:]])
    assert not differs(approval, ours.policy)


def test_a_table_is_translated_and_a_changed_row_keeps_the_rest(ours, client):
    bengali = Locale.objects.get_or_create(language_code="bn")[0]
    home = ours.made.home
    source, _made = TranslationSource.update_or_create_from_instance(ours.policy)
    translation = Translation.objects.create(source=source, target_locale=bengali)
    for segment in source.stringsegment_set.filter(string__data="Shipyard visit").select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=bengali, context=segment.context, data="জাহাজঘাটা"
        )
    if not home.has_translation(bengali):
        home.copy_for_translation(bengali, copy_parents=True)
    translation.save_target(publish=False)
    translated = ours.policy.get_translation(bengali).get_latest_revision_as_object()
    assert "জাহাজঘাটা" in str(PolicyBlock().get_prep_value(translated.sections))
    translator = signed_in(User.objects.create_superuser("translator@hub.example", "secret"))
    form = translator.get(reverse("wagtailadmin_pages:edit", args=[translated.pk]))
    assert form.status_code == 200 and "Shipyard visit" in form.content.decode()

    rows = [{"values": ["Year 7", "<p>Fair</p>"]}, *TABLE["rows"]]
    ours.policy.sections = stream([SECTIONS[0], {**SECTIONS[1], "value": {**TABLE, "rows": rows}}, *SECTIONS[2:]])
    ours.policy.save_revision().publish()
    TranslationSource.update_or_create_from_instance(CareersPolicyPage.objects.get(pk=ours.policy.pk))
    translation.refresh_from_db()
    translation.save_target(publish=False)
    again = str(
        PolicyBlock().get_prep_value(ours.policy.get_translation(bengali).get_latest_revision_as_object().sections)
    )
    assert "জাহাজঘাটা" in again and "Fair" in again
