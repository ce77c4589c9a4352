"""Further readers of private files: a room above says to whom it shows a file that its school keeps for itself."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

Person = AbstractBaseUser | AnonymousUser
# Takes the key of a document and a person, and tells whether the room shows the file to that person.
Reader = Callable[[int, Person], bool]
_readers: list[Reader] = []


def register_reader(reader: Reader) -> None:
    """Let `reader` open private files to people. Called from AppConfig.ready()."""
    _readers.append(reader)


def may_read(document_id: int, person: Person) -> bool:
    """Tell whether any room shows the document to `person`."""
    return any(reader(document_id, person) for reader in _readers)
