"""What a pupil is asked about an experience: before it, after it and what comes next, in the words of each key stage.

A *meaningful* encounter is prepared and thought about afterwards (statutory guidance; NFER 2017, Table 1).
"""

from django.utils.translation import gettext_lazy as _

from hub.record.words import Word

PROMPTS: dict[str, Word] = {
    "ks2": {
        "before": _("What did you want to find out?"),
        "learned": _("What did you see? What surprised you?"),
        "next": _("What would you like to try?"),
    },
    "ks3": {
        "before": _("How did you get ready? What did you want to ask?"),
        "learned": _("What do people there do all day? What surprised you? What was hard?"),
        "next": _("What will you find out next, and whom will you ask?"),
    },
    "ks4": {
        "before": _("What did you know of this job or place before? What did you want to get from it?"),
        "learned": _(
            "What can you say now that you can do? What did you find out about courses, grades, other ways in?"
        ),
        "next": _("What is your next step, and by when?"),
    },
    "ks5": {
        "before": _("Which question about your plans was it to answer?"),
        "learned": _("What does it prove in an application? What would you do differently?"),
        "next": _("What will you follow up: a person, an application, a deadline?"),
    },
}
# Beginnings of sentences: a press puts one into the text.
STARTERS: dict[str, Word] = {
    "before": [_("I wanted to know"), _("I got ready by")],
    "learned": [_("I found out that"), _("I did not know that"), _("I was good at"), _("I found it hard to")],
    "next": [_("Next I will"), _("I will ask"), _("I would like to try")],
}
