"""What the templates of public pages say of a school and, in its place, of a college.

What rules are called stands in duties.statement, and what a college is expected to publish in
directory.unregistered_school.

A college is no school: its learners are students, who follow courses at levels in an academic year. Templates say these
with the tag `said`; what only one of the two is told stands in the template.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _


class Words(NamedTuple):
    """The same of a school and of a college; `%(name)s` is where a value goes."""

    school: Promise
    college: Promise


WORDS: dict[str, Words] = {
    "place": Words(_("School"), _("College")),
    "this_place": Words(_("This school"), _("This college")),
    "its_year": Words(_("School year"), _("Academic year")),
    "for_its_year": Words(_("For the school year"), _("For the academic year")),
    "its_day": Words(_("School day"), _("College day")),
    "closed": Words(
        _("This school has closed. Its pages are kept as they were."),
        _("This college has closed. Its pages are kept as they were."),
    ),
    "as_given": Words(_("As the school gives it."), _("As the college gives it.")),
    # Whom to ring
    "ring_the_office": Words(_("Ring the school office"), _("Ring the college office")),
    "no_number": Words(_("The school has given no number."), _("The college has given no number.")),
    "nobody_named": Words(
        _("The school has not named anybody here yet. Ring the school office and ask for the careers leader."),
        _("The college has not named anybody here yet. Ring the college office and ask for the careers leader."),
    ),
    # The search of its pages
    "search_its_pages": Words(_("Search this school’s pages"), _("Search this college’s pages")),
    "nothing_matches": Words(
        _("Nothing of this school matches <b>%(text)s</b>. Check the spelling, or try a shorter or more common word."),
        _("Nothing of this college matches <b>%(text)s</b>. Check the spelling, or try a shorter or more common word."),
    ),
    "nothing_to_search": Words(
        _("This school has no pages to search yet."), _("This college has no pages to search yet.")
    ),
    # The careers page
    "what_it_says": Words(
        _("Whom to ring, what each year gets, and when it was last reviewed."),
        _("Whom to ring, what each course gets, and when it was last reviewed."),
    ),
    "no_careers_page": Words(
        _("This school has not published a careers page here yet. Ring the office and ask for the careers leader."),
        _("This college has not published a careers page here yet. Ring the office and ask for the careers leader."),
    ),
    "for_families": Words(_("What this means for your child"), _("What this means for students and their families")),
    "what_each_gets": Words(_("What each year gets"), _("What each course or level gets")),
    "a_learner": Words(_("A pupil"), _("A student")),
    "what_they_do_next": Words(_("What pupils do next"), _("What students do next")),
    "not_its_staff": Words(
        _("The school states that this is not a member of its staff."),
        _("The college states that this is not a member of its staff."),
    ),
    "benchmark_where": Words(_("Years"), _("Courses")),
    "translation": Words(
        _("This is a translation of the school's English page."),
        _("This is a translation of the college's English page."),
    ),
    "translation_reviewed": Words(
        _("This is a translation of the school's English page as reviewed on %(day)s."),
        _("This is a translation of the college's English page as reviewed on %(day)s."),
    ),
    "no_target": Words(
        _(
            "London Ambitions asks for 100 hours by the end of Year 11, which this school does not teach: there is no "
            "target here."
        ),
        _(
            "London Ambitions asks for 100 hours by the end of Year 11, which this college does not teach: there is no "
            "target here."
        ),
    ),
    # The publication checklist
    "checked_against": Words(
        _("Checked against the rules for this type of school (%(kind)s) on %(day)s."),
        _("Checked against the rules for this type of college (%(kind)s) on %(day)s."),
    ),
    "last_reviewed": Words(_("The school last reviewed it on %(day)s."), _("The college last reviewed it on %(day)s.")),
    "expected": Words(
        _("Expected of the school unless there is good reason not to. This page contains:"),
        _("Expected of the college unless there is good reason not to. This page contains:"),
    ),
    "chosen": Words(
        _("A regional standard that schools choose to follow. This page contains:"),
        _("A regional standard that schools and colleges choose to follow. This page contains:"),
    ),
    "whether_asked": Words(
        _(
            "It cannot be determined here whether these are asked of this school. They are counted in none of the "
            "tables."
        ),
        _(
            "It cannot be determined here whether these are asked of this college. They are counted in none of the "
            "tables."
        ),
    ),
    # A place without pages of its own
    "closed_in_register": Words(
        _("This school has closed. The register facts are kept here."),
        _("This college has closed. The register facts are kept here."),
    ),
    "not_opened": Words(_("This school has not opened yet."), _("This college has not opened yet.")),
    "open_or_closed": Words(
        _("The register does not say that this school is open or closed."),
        _("The register does not say that this college is open or closed."),
    ),
    "nothing_published": Words(
        _(
            "This school has not published a careers page here. It may have one on its own website. You can still ring "
            "and ask."
        ),
        _(
            "This college has not published a careers page here. It may have one on its own website. You can still "
            "ring and ask."
        ),
    ),
    "like_this": Words(_("What a school like this publishes"), _("What a college like this publishes")),
    "applies_unknown": Words(
        _("What applies to this school cannot be determined."), _("What applies to this college cannot be determined.")
    ),
    "nothing_binds": Words(
        _("No law or guidance asks a school like this one to publish careers information."),
        _("No law or guidance asks a college like this one to publish careers information."),
    ),
    # The policy, the statement and the yearly report
    "no_policy_text": Words(
        _("The school has not written its policy here yet."), _("The college has not written its policy here yet.")
    ),
    "meetings_recorded": Words(
        _("Meetings with colleges and training providers, as the school records them."),
        _("Meetings with colleges and training providers, as the college records them."),
    ),
    "held": Words(
        _("Held in %(year)s, as the school recorded them."), _("Held in %(year)s, as the college recorded them.")
    ),
    "recorded_late": Words(
        _("Recorded from %(day)s, later than the school year began, to %(until)s."),
        _("Recorded from %(day)s, later than the academic year began, to %(until)s."),
    ),
    "a_bar": Words(
        _(
            "A bar is the school year: the thin line shows the days of which there is a record, the thick one for "
            "those on which the school's pages contained what is asked."
        ),
        _(
            "A bar is the academic year: the thin line shows the days of which there is a record, the thick one for "
            "those on which the college's pages contained what is asked."
        ),
    ),
}


def said(key: str, *, of_college: bool, **values: object) -> SafeString:
    """Return the words under `key` with `values` in their places, escaped; the words themselves may hold tags."""
    words = WORDS[key].college if of_college else WORDS[key].school
    return mark_safe(str(words) % {name: conditional_escape(str(value)) for name, value in values.items()})
