"""The field that holds the address a person signs in with."""

import unicodedata
from typing import Any

from django.db import models


def normalised(address: str) -> str:
    """Return an address as it is stored and compared: one way to write each letter, none of them capital."""
    return unicodedata.normalize("NFKC", address).strip().lower()


class AddressField(models.EmailField):
    """An e-mail address without capitals, whoever writes it and by whichever way: form, command, `update()`, query."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return normalised(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return normalised(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value
