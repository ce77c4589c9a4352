"""Refuses the passwords that people at schools really choose: a word of their work, and a year behind it."""

import re
from collections.abc import Callable, Iterable

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import User

# Words of the work, beside the list of common passwords that Django ships.
_WORDS = """
careers career leader careersleader ambitions london londonambitions hub school schools academy college primary
secondary sixthform head headteacher deputy governor governors clerk trust trustee teacher teachers staff office admin
editor pupil pupils student students parent parents welcome password letmein changeme qwerty autumn winter spring
summer january february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday term gatsby benchmark provider policy education learning council borough abc abcdef
"""
WORDS = frozenset(_WORDS.split())
# How letters are written that somebody was told to mix with signs.
SIGNS = str.maketrans("013457@$!|€", "oieastasiie")
LETTERS = re.compile(r"[^a-z]+")
# What must be left of a password once what anybody could guess is taken away.
LEFT_LEAST = 6
# The list of common passwords has single letters too, which say nothing about what stands between them.
COMMON_LEAST = 4

# Names that belong to a person's work (their schools), by rooms above.
NamesOf = Callable[[User], Iterable[str]]
_names: list[NamesOf] = []


def register_names(names_of: NamesOf) -> NamesOf:
    """Register `names_of(user) -> names` that this person's password may not be made of. From AppConfig.ready().

    The account may not be kept yet: then only its address and its own names are known.
    """
    if names_of not in _names:
        _names.append(names_of)
    return names_of


class EasilyGuessedValidator(CommonPasswordValidator):
    """A password is more than a common one, a word of the work, a name (the person's own, the school's) with digits."""

    def validate(self, password: str, user: User | None = None) -> None:
        typed = password.lower()
        known = {*WORDS, *self._of_person(user)}
        for letters in (LETTERS.sub("", typed), LETTERS.sub("", typed.translate(SIGNS))):
            left = self._without(letters, known)
            # Few letters alone prove nothing: a password manager may have made it of signs.
            common = not letters or (len(letters) >= COMMON_LEAST and letters in self.passwords)
            if common or (left != letters and len(left) < LEFT_LEAST):
                raise ValidationError(self.get_error_message(), code="password_easily_guessed")

    def get_error_message(self) -> str:
        return _(
            "This is easily guessed: little is left without digits, years, common passwords, words such as “careers” "
            "and names, such as yours and your school's. "
            "Take three or four words that have nothing to do with each other."
        )

    def get_help_text(self) -> str:
        return _("Three or four words that have nothing to do with each other, or with school, make a good password.")

    def _of_person(self, user: User | None) -> set[str]:
        if user is None:
            return set()
        own = [user.first_name, user.last_name, user.email.partition("@")[0]]
        of_the_work = [name for names_of in _names for name in names_of(user)]
        words = " ".join([*own, *of_the_work]).lower()
        return {word for word in LETTERS.split(words) if len(word) > 2}

    def _without(self, letters: str, known: set[str]) -> str:
        """Return the letters without known words, the longest first."""
        for word in sorted(known, key=len, reverse=True):
            letters = letters.replace(word, "")
        return letters
