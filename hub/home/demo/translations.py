"""The complete demo school's careers page in Bengali and Urdu: samples that no native reader has checked yet.

It goes the way an editor's translation goes (wagtail-localize): source, segments, a PO file, a published target.
"""

import datetime
import json
from pathlib import Path

from django.conf import settings
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from hub.home.demo.schools import COMPLETE_URN
from hub.home.models import HomePage
from hub.schools.models import CareersPage

DATA = Path(__file__).parent / "data"


def load(*, home: HomePage, on: datetime.date) -> None:
    """Translate the careers page of the complete school into every language that has a sample of it.

    A language that has the page already is left as it is.
    """
    page = CareersPage.objects.live().get(locale=home.locale, school__registrations__urn=COMPLETE_URN)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    samples = {code: DATA / f"careers-{code}.json" for code, _name in settings.LANGUAGES}
    for code, sample in samples.items():
        if not sample.exists():
            continue
        locale = Locale.objects.get(language_code=code)
        if not page.get_translations().filter(locale=locale, alias_of=None).exists():
            _translate(source, locale, words=json.loads(sample.read_text()))


def _translate(source: TranslationSource, locale: Locale, *, words: dict[str, str]) -> None:
    """Publish the target page of `source` in `locale`. `words` maps each English segment to its translation."""
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    po = translation.export_po()
    for entry in po:
        entry.msgstr = words.get(entry.msgid, "")
    translation.import_po(po)
    translation.save_target(publish=True)
