"""Words of the page `files`: copies of the record, and what can be wrong with one."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hub.record.words import Word

# By what `transfer.js` and `crypto.js` give as the reason.
REFUSED: dict[str, Word] = {
    "too-large": _("This file is larger than a record can be: over 50 MB. It was not opened."),
    "too-many-entries": _("This file holds more than a record can: over 20,000 entries. It was not opened."),
    "too-many-together": _("Together they would be more than 20,000 entries. Nothing was changed."),
    "not-a-record": _("This is not a copy of a record. Its name begins with “record” and ends with “.json”."),
    "newer-version": _(
        "This copy was made by a newer version of this page. Nothing was changed. "
        "Connect to the internet, reload the page, then open the copy again."
    ),
    "damaged": _("This copy is damaged: part of the file is missing or was changed. If you have another copy, try it."),
    "wrong-passphrase": _(
        "This is not the passphrase of this copy. Look at capital letters and spaces, then try again. Nothing is lost."
    ),
    "unreadable": _("The browser could not read this file. Nothing was changed. Choose it again."),
    "no-crypto": _("This copy is locked, and this browser opens locked copies only at a secure address (https)."),
}
# By the codes of `PROBLEMS` in `model.js`.
PROBLEMS: dict[str, Word] = {
    "entry-unreadable": lambda n: ngettext(
        "%(n)s entry is empty or cannot be read, and is left out.",
        "%(n)s entries are empty or cannot be read, and are left out.",
        n,
    ),
    "field-mended": lambda n: ngettext(
        "%(n)s detail makes no sense, such as a date that does not exist, and is left out.",
        "%(n)s details make no sense, such as a date that does not exist, and are left out.",
        n,
    ),
    "text-cut": lambda n: ngettext(
        "%(n)s text is too long, and is cut short.", "%(n)s texts are too long, and are cut short.", n
    ),
    "id-twice": lambda n: ngettext(
        "%(n)s entry has the number of another. Both are kept.",
        "%(n)s entries have the number of another. All are kept.",
        n,
    ),
    "file-unreadable": lambda n: ngettext(
        "%(n)s picture or file cannot be read or belongs to no entry, and is left out.",
        "%(n)s pictures and files cannot be read or belong to no entry, and are left out.",
        n,
    ),
    "file-type": lambda n: ngettext(
        "%(n)s file says that it is a picture and is none. It can be saved, and is not shown.",
        "%(n)s files say that they are pictures and are none. They can be saved, and are not shown.",
        n,
    ),
}
WORDS: dict[str, Word] = {
    "refused": REFUSED,
    "problems": PROBLEMS,
    "entries": lambda n: ngettext("%(n)s entry", "%(n)s entries", n),
    "files": lambda n: ngettext("%(n)s picture or file", "%(n)s pictures and files", n),
    "here": _("In this browser now: %(entries)s, %(files)s."),
    "here_nothing": _("There is nothing in this browser yet."),
    "files_size": _("They take %(size)s MB."),
    "saving": _("The copy is being made …"),
    "saved": _("The copy is saved as %(name)s. Look for it among your downloads."),
    "saved_locked": _("The locked copy is saved as %(name)s. Look for it among your downloads. Keep the passphrase."),
    "copy_too_large": _("This copy would be %(size)s MB, and one file can have %(most)s MB. Leave out the pictures."),
    "passphrase_short": _("Use at least %(n)s characters."),
    "passphrases_differ": _("You typed two different passphrases."),
    "unlocking": _("The copy is being opened …"),
    "found": _("It holds %(entries)s, %(files)s."),
    "found_days": _("From %(first)s to %(last)s."),
    "found_saved": _("It was saved on %(date)s."),
    "more": lambda n: ngettext("and %(n)s more", "and %(n)s more", n),
    "replace_said": _("What is here now goes: %(entries)s, %(files)s."),
    "added": lambda n: ngettext(
        "The copy is added. There is %(n)s entry more than before.",
        "The copy is added. There are %(n)s entries more than before.",
        n,
    ),
    "replaced": _("Your record is now what the copy holds: %(entries)s, %(files)s."),
    "nothing_changed": _("Nothing was changed."),
    "undo": _("Undo"),
    "undone": _("All is as it was before."),
    "conflicts": lambda n: ngettext(
        "%(n)s thing was changed on both sides", "%(n)s things were changed on both sides", n
    ),
    "conflicts_kept": _("Nothing is lost. Look at each, and take out what you do not need."),
    "changed_on": _("Changed on %(date)s"),
    "parts": {
        "date": _("When?"),
        "minutes": _("How long?"),
        "where": _("Where?"),
        "with": _("With whom?"),
        "before": _("Before"),
        "learned": _("What I learned"),
        "next": _("What I will do next"),
    },
    "remove_this": _("Take this one out"),
    "remove_this_of": _("Take this one out: %(what)s, changed on %(date)s"),
    "kept_one": _("Kept: %(what)s, changed on %(date)s."),
    "take_other": _("Use the other one"),
    "differs": {
        "name": _("Your name differs. The newer one is kept."),
        "cv": _("Your CV differs. The newer one is kept."),
        "answers": _("Your answers for applications differ. The newer ones are kept."),
        "suits": _("Your answers in “What suits me” differ. The newer ones are kept."),
    },
    "taken": {
        "name": _("The older name is kept."),
        "cv": _("The older CV is kept."),
        "answers": _("The older answers for applications are kept."),
        "suits": _("The older answers in “What suits me” are kept."),
    },
    "clear_said": _("This goes from this browser for good: %(entries)s, %(files)s."),
    "cleared": _(
        "This device is cleared. Copies that you saved are files of their own: "
        "on a shared computer, delete them from the downloads as well."
    ),
}
