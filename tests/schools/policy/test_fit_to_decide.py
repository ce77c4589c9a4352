"""What is sent to head and governors is the whole policy, and a policy: what is not fit is refused, in words."""

import copy
import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from hub.schools.duties.open_data import one_school
from hub.schools.models import Approval, CareersPolicyPage, Role
from hub.schools.policy.approvals.recording import approve, pass_on, record_approval, waiting_at
from tests.conftest import TODAY
from tests.schools.policy.approving import address, at_governors, signed_in, submit, waiting
from tests.schools.staffed import Staffed, by_the_board, staffed_alone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(once) -> Staffed:
    return once(staffed_alone, TODAY)


@pytest.fixture
def ours(made, db) -> Staffed:
    return copy.deepcopy(made)


def drafted(page: CareersPolicyPage, **fields: object) -> CareersPolicyPage:
    """Save a draft with these texts."""
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return CareersPolicyPage.objects.get(pk=page.pk)


def stream(name: str, blocks: list[tuple[str, object]]) -> dict[str, object]:
    """Return these blocks as Wagtail's form posts them; a value is a text or the fields of a struct."""
    posted: dict[str, object] = {f"{name}-count": len(blocks)}
    for order, (kind, value) in enumerate(blocks):
        at = f"{name}-{order}"
        posted |= {f"{at}-deleted": "", f"{at}-order": order, f"{at}-type": kind, f"{at}-id": ""}
        fields = value if isinstance(value, dict) else {"": value}
        posted |= {f"{at}-value{'-' if field else ''}{field}": text for field, text in fields.items()}
    return posted


RICH = json.dumps({"blocks": [{"key": "a", "text": "Words.", "type": "unstyled", "depth": 0}], "entityMap": {}})
NO_WORDS = RICH.replace("Words.", "")


def sent(ours: Staffed, *, sections: list, unplaced: list, action: str = "action-submit", user: Role) -> str:
    fields: dict[str, object] = {"title": "Careers policy", "slug": "careers-policy", "summary": ""}
    fields["effective_from"] = ""
    fields |= {"change_note": "", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0, action: "1"}
    fields |= {**stream("sections", sections), **stream("unplaced", unplaced)}
    client = signed_in(ours.people[user])
    return client.post(reverse("wagtailadmin_pages:edit", args=[ours.policy.pk]), fields, follow=True).content.decode()


def test_a_policy_with_passages_outside_the_text_is_not_sent_and_says_where_they_are(ours):
    drafted(ours.policy, unplaced=[("passage", {"heading": "Who pays for trips", "text": "<p>Nobody.</p>"})])
    passage = ("passage", {"heading": "Who pays for trips", "text": RICH})
    html = sent(ours, sections=[("business", RICH)], unplaced=[passage], user=Role.CAREERS_LEADER)
    assert "Not part of the policy yet: “Who pays for trips”." in html
    assert waiting_at(CareersPolicyPage.objects.get(pk=ours.policy.pk)) is None
    html = sent(ours, sections=[("business", RICH)], unplaced=[], user=Role.CAREERS_LEADER)
    assert waiting_at(CareersPolicyPage.objects.get(pk=ours.policy.pk)) is not None, html[:3000]


def test_a_policy_without_a_word_is_not_sent(ours):
    nothing: list = []
    cases = ((nothing, "There is no text to decide on"), ([("business", NO_WORDS)], "Nothing is written here yet"))
    for sections, said in cases:
        html = sent(ours, sections=sections, unplaced=[], user=Role.CAREERS_LEADER)
        assert said in html
        assert waiting_at(CareersPolicyPage.objects.get(pk=ours.policy.pk)) is None


def test_where_no_governor_or_clerk_could_answer_nothing_is_sent_nor_offered(ours):
    for role in (Role.GOVERNOR, Role.CLERK):
        ours.people[role].is_active = False
        ours.people[role].save()
    edit = reverse("wagtailadmin_pages:edit", args=[ours.policy.pk])
    html = signed_in(ours.people[Role.CAREERS_LEADER]).get(edit).content.decode()
    assert 'name="action-submit"' not in html and "nobody at this school could answer" in html
    html = sent(ours, sections=[("business", RICH)], unplaced=[], user=Role.CAREERS_LEADER)
    assert waiting_at(CareersPolicyPage.objects.get(pk=ours.policy.pk)) is None


def test_a_new_policy_is_saved_before_it_is_sent(ours):
    """Wagtail would offer there the way of the page above, and start one that may not be there."""
    ours.policy.delete()
    for role in (Role.GOVERNOR, Role.CLERK):
        ours.people[role].delete()
    add = reverse("wagtailadmin_pages:add", args=["schools", "careerspolicypage", ours.made.home.pk])
    client = signed_in(ours.people[Role.CAREERS_LEADER])
    assert 'name="action-submit"' not in client.get(add).content.decode()
    fields: dict[str, object] = {"title": "Careers policy", "slug": "careers-policy", "action-submit": "1"}
    fields["change_note"] = ""
    fields |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "summary": "", "effective_from": ""}
    answer = client.post(add, {**fields, **stream("sections", [("business", RICH)])}, follow=True)
    assert answer.status_code == 200
    assert not CareersPolicyPage.objects.filter(live=True).exists()


def test_what_was_sent_before_the_hub_checked_is_neither_passed_on_nor_approved(ours, on):
    page = drafted(submit(ours), unplaced=[("passage", {"heading": "Who pays for trips", "text": "<p>Nobody.</p>"})])
    head = ours.people[Role.HEAD]
    read = signed_in(head).get(address(page)).content.decode()
    assert "Not part of the policy" in read and "Who pays for trips" in read
    with pytest.raises(ValidationError, match="Who pays for trips"):
        pass_on(page, mark=waiting(page).mark, comment="", user=head)
    answer = signed_in(head).post(address(page), {"decision": "onward", "mark": waiting(page).mark}).content.decode()
    assert "Not part of the policy yet" in answer and not waiting(page).is_for_governors


def test_governors_approve_no_text_beside_which_passages_wait(ours, on):
    page = drafted(at_governors(ours), unplaced=[("passage", {"heading": "", "text": "<p>One two three.</p>"})])
    before = Approval.objects.count()
    with pytest.raises(ValidationError, match="One two three"):
        approve(page, mark=waiting(page).mark, decided=by_the_board(on), on=on, user=ours.people[Role.CLERK])
    assert Approval.objects.count() == before


def test_an_approval_given_elsewhere_is_not_recorded_of_half_a_text(ours, on):
    page = drafted(ours.policy, unplaced=[("passage", {"heading": "Who pays for trips", "text": "<p>Nobody.</p>"})])
    page.get_latest_revision().publish()
    with pytest.raises(ValidationError, match="Who pays for trips"):
        record_approval(page, decided=by_the_board(on), on=on)


def test_an_approval_of_a_policy_that_is_not_public_meets_nothing(ours, on, rf):
    def found() -> dict[str, str]:
        document = one_school(ours.school, ours.made.home, on=on, request=rf.get("/"))
        return {each["rule"]: each["status"] for each in document["findings"]}

    assert {rule: found()[rule] for rule in ("LA3-4", "LA3-5")} == {"LA3-4": "met", "LA3-5": "met"}
    ours.policy.unpublish()
    assert {found()[rule] for rule in ("LA3-4", "LA3-5")} == {"missing"}


def test_a_heading_without_text_such_as_the_documents_title_holds_nothing_back(ours, on):
    page = drafted(at_governors(ours), unplaced=[("passage", {"heading": "Our careers policy", "text": ""})])
    approve(page, mark=waiting(page).mark, decided=by_the_board(on), on=on, user=ours.people[Role.CLERK])
    assert waiting_at(CareersPolicyPage.objects.get(pk=page.pk)) is None
