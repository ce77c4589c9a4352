"""What allauth's models hold of people, in the words of the privacy notice's table."""

from django.utils.translation import gettext_lazy as _

from hub.core.personal_data import PersonalData

OF_SESSIONS = PersonalData(
    fields=("user_agent", "created_at"),
    why=_("so that people see where they are signed in, and can sign out there"),
    how_long=_("until they sign out, or for two weeks"),
    of=_("sign-ins of staff"),
    names=(_("kind of browser"), _("day and time")),
)
OF_SECOND_FACTOR = PersonalData(
    fields=("data", "created_at", "last_used_at"),
    why=_("so that nobody else signs in as them"),
    how_long=_("until they remove it, or their account is deleted"),
    of=_("second steps of staff at sign-in"),
    names=(_("name of a passkey"), _("day and time")),
)
OF_ACCOUNTS_ELSEWHERE = PersonalData(
    fields=("provider", "uid", "last_login", "date_joined"),
    why=_("so that people can sign in with an account that they have elsewhere"),
    how_long=_("until they remove it, or their account is deleted"),
    of=_("accounts elsewhere with which staff sign in"),
    names=(_("name of the provider"), _("number of their account there"), _("day and time")),
)
