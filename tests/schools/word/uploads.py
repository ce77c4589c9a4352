"""A Word policy as the school's people upload it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hub.accounts.models import User
from hub.schools.models import Role
from tests.factories.people import staff
from tests.schools.word.files import docx, heading, paragraph, table

POLICY = docx(
    heading("Our careers policy"),
    paragraph("Adopted in May."),
    heading("Work experience", 2),
    paragraph("Every pupil in Year 10 goes."),
    heading("Working with employers", 2),
    table(("Year", "Employer visit"), ("9", "A shipyard & a bank")),
    heading("Equal opportunities", 2),
    paragraph("For all."),
    heading("Car parking", 2),
    paragraph("Behind the hall."),
)


def person(made, name: str, role: Role = Role.CAREERS_LEADER) -> User:
    user = User.objects.create_user(f"{name}@school.example".lower(), "secret", first_name=name)
    staff(user, made, role)
    return user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client, page, data=POLICY, name="policy.docx", kind="policy", **more):
    address = reverse("schools_word_upload", args=[kind, page.pk])
    return client.post(address, {"document": SimpleUploadedFile(name, data)}, **more)


def fields(client, address: str) -> dict[str, str]:
    """Return what a browser would post from the preview, as it stands."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "replace"}


def uploaded(client, page, data=POLICY, **more) -> str:
    response = upload(client, page, data, **more)
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]
