"""Words of the page `cv`: what its scripts say, and the questions that it puts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hub.record.words import Word

WORDS: dict[str, Word] = {
    "headings": {
        "about": _("About me"),
        "available": _("When I can work"),
        "education": _("Education"),
        "experience": _("Experience"),
        "skills": _("Skills"),
        "languages": _("Languages"),
        "interests": _("Interests"),
        "referee": _("Reference"),
    },
    "cv": _("CV"),
    "cv_of": _("CV of %(name)s"),
    "your_name": _("Your name"),
    "from_until": _("%(from)s to %(until)s"),
    "how_i_put": _("My points: %(what)s"),
    "in_my_record": _("In my record: %(entries)s"),
    "words_written": lambda n: ngettext("%(n)s word", "%(n)s words", n),
    "characters_written": lambda n: ngettext("%(n)s character", "%(n)s characters", n),
    "about_length": _("%(written)s. About %(enough)s are enough."),
    "points_enough": lambda n: ngettext("%(n)s point is enough here.", "%(n)s points are enough here.", n),
    "sheets": lambda n: ngettext("%(n)s sheet of A4.", "%(n)s sheets of A4.", n),
    "sheets_over": _("%(sheets)s Try to do with %(enough)s: say each thing once."),
    "ucas_short": _("%(written)s, %(short)s more needed."),
    "ucas_enough": _("%(written)s: long enough."),
    "ucas_total": _("%(all)s of %(most)s characters in all three."),
    "ucas_over": lambda n: ngettext(
        "All three together are %(n)s character too long.", "All three together are %(n)s characters too long.", n
    ),
    "answer_length": _("%(written)s of at most %(limit)s."),
    "answer_over": _("%(written)s: %(over)s too many."),
    "answers": _("My answers"),
    "copied": _("Copied"),
}

# UCAS's own wording, which is not translated: the form that it stands in is English.
UCAS = (
    (
        "Why do you want to study this course or subject?",
        _("What drew you to it, what you read, saw or tried, and where it could lead."),
    ),
    (
        "How have your qualifications and studies helped you to prepare for this course or subject?",
        _("Which subjects and projects prepare you, with an example of what you can do because of each."),
    ),
    (
        "What else have you done to prepare outside of education, and why are these experiences useful?",
        _("Work, volunteering, caring, clubs: what you did, and what it taught you. Look in your record."),
    ),
)
QUESTIONS = (
    _("A time you worked in a team"),
    _("A time you solved a problem"),
    _("A time you helped somebody"),
    _("Something that went wrong, and what you did"),
    _("Why do you want to work here?"),
)
PARTS = (
    (_("Situation"), _("Where were you, and when?")),
    (_("Task"), _("What had to be done?")),
    (_("Action"), _("What did you do? Write “I”, not “we”.")),
    (_("Result"), _("What changed? A number helps.")),
)


def questions() -> Mapping[str, Any]:
    """Return the questions that the page puts, each with what helps to answer it."""
    return {"ucas": UCAS, "questions": QUESTIONS, "parts": PARTS}
