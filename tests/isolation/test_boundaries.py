from django.urls import reverse


def refused(response) -> bool:
    return "cannot be moved or copied" in response.content.decode()


def test_no_page_moves_from_one_school_to_another_even_for_central_staff(central, ours, theirs):
    path = ours.draft.path
    address = reverse("wagtailadmin_pages:move_confirm", args=[ours.draft.pk, theirs.home.pk])
    assert refused(central.post(address, follow=True))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    assert refused(central.post(f"{bulk}?id={ours.draft.pk}", {"chooser": theirs.home.pk}, follow=True))
    ours.draft.refresh_from_db()
    assert ours.draft.path == path


def test_no_page_is_copied_from_one_school_to_another(central, ours, theirs):
    data = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": theirs.home.pk}
    assert refused(central.post(reverse("wagtailadmin_pages:copy", args=[ours.draft.pk]), data, follow=True))
    assert not theirs.home.get_children().filter(slug="copied").exists()


def test_within_a_school_a_page_may_be_copied(central, ours, theirs):
    data = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": ours.home.pk}
    central.post(reverse("wagtailadmin_pages:copy", args=[ours.draft.pk]), data)
    assert ours.home.get_children().filter(slug="copied").exists()
