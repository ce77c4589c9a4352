"""Closed lists that are ours, not a framework's: formats, costs, licences, languages, kinds of problem."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    """What arrives when somebody opens the resource."""

    DOCUMENT = "document", _("Document")
    SLIDES = "slides", _("Slides")
    SHEET = "sheet", _("Printable sheet")
    WEB_PAGE = "web-page", _("Web page")
    FILM = "film", _("Film")
    AUDIO = "audio", _("Audio")
    GAME = "game", _("Game")
    EVENT = "event", _("Event")
    PEOPLE = "people", _("People you can ask")


class SheetKind(models.TextChoices):
    """What a sheet is in a lesson."""

    CARDS = "cards", _("Cards")
    WORKSHEET = "worksheet", _("Worksheet")
    FORM = "form", _("Form or log")
    ROLE_CARDS = "role-cards", _("Role cards")
    SLIDES = "slides", _("Slides")
    ANSWERS = "answers", _("Answers")


class Cost(models.TextChoices):
    """What a school pays."""

    FREE = "free", _("Free")
    PAID = "paid", _("Paid")
    MIXED = "mixed", _("Partly free")
    UNKNOWN = "unknown", _("Not known")


class Licence(models.TextChoices):
    """What a school may do with it."""

    OGL = "ogl", _("Open Government Licence v3")
    CC0 = "cc0", _("CC0 (public domain)")
    CC_BY = "cc-by", _("CC BY 4.0")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0")
    CC_BY_NC = "cc-by-nc", _("CC BY-NC 4.0")
    CC_BY_NC_SA = "cc-by-nc-sa", _("CC BY-NC-SA 4.0")
    CC_BY_ND = "cc-by-nd", _("CC BY-ND 4.0")
    COPYRIGHT = "copyright", _("All rights reserved")
    UNKNOWN = "unknown", _("Not known")

    @property
    def url(self) -> str:
        """The licence's own address, empty where it has none."""
        return LICENCE_URLS.get(str(self.value), "")


LICENCE_URLS = {
    "ogl": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc-by": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc-by-nc": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc-by-nc-sa": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "cc-by-nd": "https://creativecommons.org/licenses/by-nd/4.0/",
}

# What a resource may be written in beside the site's own languages: those spoken most in London's homes, then others a
# school will meet.
OTHER_LANGUAGES = {
    "so": _("Somali"),
    "pa": _("Panjabi"),
    "gu": _("Gujarati"),
    "ar": _("Arabic"),
    "tr": _("Turkish"),
    "ta": _("Tamil"),
    "yo": _("Yoruba"),
    "fr": _("French"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "es": _("Spanish"),
    "sq": _("Albanian"),
    "ro": _("Romanian"),
    "it": _("Italian"),
    "zh-hans": _("Chinese"),
    "fa": _("Persian or Dari"),
    "ps": _("Pashto"),
    "ckb": _("Kurdish (Sorani)"),
    "uk": _("Ukrainian"),
    "yi": _("Yiddish"),
    "he": _("Hebrew"),
    "ti": _("Tigrinya"),
}


def languages() -> list[tuple[str, str]]:
    """Return (code, label) pairs, the site's own first. A function, so that a new language is not a migration."""
    return [(code, str(label)) for code, label in (dict(settings.LANGUAGES) | OTHER_LANGUAGES).items()]


class ProblemKind(models.TextChoices):
    """What a reader found wrong."""

    LINK = "link", _("The link is broken")
    FILE = "file", _("The file does not open")
    OUTDATED = "outdated", _("It is out of date")
    ACCESS = "access", _("It is not accessible")
    OTHER = "other", _("Something else")


MESSAGE_LENGTH = 1000
