"""People who sign in: by e-mail address, never by a made-up name."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .fields import AddressField


class UserManager(BaseUserManager["User"]):
    """Creates users keyed by e-mail address, which its field stores and compares without case."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=username)

    def able_to_sign_in(self) -> models.QuerySet["User"]:
        """Return those whom hub.accounts.backends lets in: to write to anybody else would lead nowhere."""
        people = self.filter(is_active=True)
        return people if settings.DEMO_LOGINS_ALLOWED else people.filter(is_demo=False)


class User(AbstractUser):
    """A member of staff: central editor, careers leader, head, governor, clerk. Pupils have none."""

    username = None  # type: ignore[assignment,misc]
    email = AddressField(
        _("email address"),
        unique=True,
        error_messages={"unique": _("Somebody else signs in with this address. Each person needs one of their own.")},
    )
    is_central = models.BooleanField(
        _("works for the hub itself"),
        default=False,
        help_text=_(
            "Only for somebody who also has a role at a school: their other groups then count for every school. "
            "Without this, a role at a school limits them to that school, whatever other groups they are in."
        ),
    )
    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []  # type: ignore[misc]

    objects = UserManager()  # type: ignore[misc,assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        # What reaches the table past the field (SQL, an import) meets the same rule.
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email
