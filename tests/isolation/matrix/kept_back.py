"""What an owner keeps from the public: private files, a closed page, an approval of a draft; and its translations."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from hub.media.models import HubDocument
from hub.opportunities.models import VisitRequest
from hub.pages.models import StandardPage
from hub.schools.models import Approval
from hub.schools.tenancy.private_files import make_private
from tests.factories.curriculum import (
    ActivityKindFactory,
    CurriculumIndexPageFactory,
    KeyStagePageFactory,
    UnitPageFactory,
    lesson,
)
from tests.factories.resources import LessonResourcePageFactory, ResourceIndexPageFactory


def path_of(page: Page) -> str:
    """Return the path that `wagtail_serve` takes."""
    address = page.get_url()
    assert address
    return address.lstrip("/")


def closed_page(parent: Page, collection: Collection, mark: str) -> dict[str, Any]:
    """Make a page that is live behind a password, and a collection that is: the hub makes neither, an old one has."""
    page = parent.add_child(instance=StandardPage(title=f"{mark} closed", slug="closed"))
    behind = {"restriction_type": "password", "password": f"{mark} secret"}
    restriction = PageViewRestriction.objects.create(page=page, **behind)
    of_files = CollectionViewRestriction.objects.create(collection=collection.add_child(name=f"{mark} files"), **behind)
    keys = {"closed": page.pk, "closed path": path_of(page)}
    return keys | {"restriction": restriction.pk, "collection restriction": of_files.pk}


def private_files(school: Any, closed: int, mark: str) -> dict[str, Any]:
    """Keep a file and signed minutes as a school does. The approval is of a text that stands behind a password."""
    files = [make_private(school, name=f"{kind}.txt", data=mark.encode(), user=None) for kind in ("kept", "minutes")]
    for file in files:
        # Not of the file's name: who asks for it must know that.
        file.title = f"{mark} {file.title}"
        file.save()
    approval = Approval.objects.create(
        school=school,
        title=f"{mark} policy",
        snapshot={"sections": [{"type": "text", "value": f"<p>{mark} words</p>", "id": "x"}]},
        page_id=closed,
        body_kind=Approval.Body.GOVERNING_BODY,
        body_name=f"{mark} board",
        meeting_date=timezone.localdate(),
        signed_minutes=files[1],
    )
    return {"approval": approval.pk, **_named(*files)}


def _named(*files: HubDocument) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    for kind, file in zip(("private document", "minutes"), files, strict=False):
        of = kind.split()[0]
        keys |= {kind: file.pk, f"{of} name": file.filename, f"{of} file": file.file.name}
    return keys


def addressed(owner_keys: dict[str, Any]) -> None:
    """Ask one organisation alone: a request to all is public, and its words are nobody's secret."""
    asked = VisitRequest.objects.get(pk=owner_keys["request"])
    asked.organisation = asked.visits.get().organisation
    asked.save()


def of_the_hub(home: Page, mark: str) -> tuple[dict[str, Any], list[Page]]:
    """Return what the hub keeps to itself: a private file, and a unit and a sheet that are drafts."""
    file = HubDocument(title=f"{mark} private", collection=Collection.get_first_root_node(), is_private=True)
    file.file.save("private/kept.txt", ContentFile(mark.encode()))
    ActivityKindFactory.create(slug="in-class")
    stage: Any = KeyStagePageFactory(parent=CurriculumIndexPageFactory(parent=home))
    lessons = {"lessons": [lesson(f"{mark} lesson")], "outcomes": [("outcome", f"{mark} can.")]}
    unit: Any = UnitPageFactory(parent=stage, title=f"{mark} unit", live=False, **lessons)
    index: Any = ResourceIndexPageFactory(parent=home)
    resource: Any = LessonResourcePageFactory(parent=index, title=f"{mark} sheet", live=False)
    return {"unit": unit.pk, "resource": resource.pk, **_named(file)}, [unit, resource]


def translated(page: Page, locale: Locale) -> tuple[TranslationSource, Any]:
    """Begin to translate a page, as somebody of the hub's staff does; return what it is made from, and the new page."""
    source, _made = TranslationSource.get_or_create_from_instance(page.specific)
    Translation.objects.create(source=source, target_locale=locale).save_target(publish=False)
    return source, page.get_translation(locale)


def translation_keys(page: Page, locale: Locale) -> tuple[dict[str, Any], list[Any]]:
    """Translate a page; return the keys of what that makes, and the rows at which all of it hangs."""
    source, made = translated(page, locale)
    translation = source.translations.get(target_locale=locale)
    segment = StringSegment.objects.filter(source=source).first()
    overridable = OverridableSegment.objects.filter(source=source).first()
    assert segment is not None and overridable is not None
    keys = {"source": source.pk, "translation": translation.pk, "segment": segment.pk, "overridable": overridable.pk}
    revision = made.latest_revision or made.save_revision()
    return keys | {"translated": made.pk, "translated revision": revision.pk}, [source.object, made]
