"""Words that every page of the record may say."""

from django.utils.translation import gettext_lazy as _

from hub.record.words import Word

WORDS: dict[str, Word] = {
    "minutes": _("%(minutes)s min"),
    "hours": _("%(hours)s h"),
    "hours_minutes": _("%(hours)s h %(minutes)s min"),
    "storage_full": _("This browser has no room left, so the last change was not kept. Take out a picture or a file."),
    "storage_refused": _(
        "This browser keeps nothing for this page: its storage is switched off, or this is a private window. "
        "What you write is gone when you close the page."
    ),
}
