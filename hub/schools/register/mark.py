"""Says whether the register changed: what a process keeps of it in memory is valid until it does."""

import uuid

from django.db import connection, models


class RegisterMark(models.Model):
    """A single row that gets another token with any school, registration or borough that is written.

    The writer holds the row until its transaction ends, so a token stands for one state of the register.
    """

    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token

    @classmethod
    def move(cls) -> None:
        """Make every process read the register again."""
        token = uuid.uuid4().hex
        if not cls.objects.filter(pk=1).update(token=token):
            cls.objects.update_or_create(pk=1, defaults={"token": token})

    @classmethod
    def current(cls) -> str:
        """Return the token of the register as it is; empty where nothing was ever written."""
        # Asked with each search: putting the query together would take longer than the database does.
        with connection.cursor() as cursor:
            cursor.execute("SELECT token FROM schools_registermark WHERE id = 1")
            return (cursor.fetchone() or ("",))[0]


def register_changed(**kwargs: object) -> None:
    """Receive the signals of the models that the directory reads."""
    RegisterMark.move()
