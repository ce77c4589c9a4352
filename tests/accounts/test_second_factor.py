"""Who has a second factor is asked for it at every entry; who works for the hub sets one up before the admin opens."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from hub.accounts import guessing, second_factor
from hub.accounts.models import User
from tests.accounts.codes import code_of, kinds, set_up, with_app, with_recovery_codes
from tests.accounts.conftest import PASSWORD

HOME, LOGIN, CODE = "/admin/", "/admin/login/", "/admin/login/code/"
HOW = "/admin/account/sign-in/"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def boss(home) -> Client:
    """An administrator who has signed in with a second factor."""
    user = User.objects.create_superuser("boss@hub.example", PASSWORD)
    secret, client = with_app(user), Client()
    assert password_of(client, user) == CODE
    assert client.post(CODE, {"code": code_of(secret)})["Location"] == HOME
    return client


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """What waits for the end of the transaction is done at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def password_of(client, user, **more) -> str:
    """Type the password; return where that leads."""
    return client.post(LOGIN, {"username": user.email, "password": PASSWORD, **more})["Location"]


def test_who_has_none_signs_in_by_the_password_as_before(amina, client):
    assert password_of(client, amina) == HOME
    assert client.get(HOME).status_code == 200
    assert client.session.get_expire_at_browser_close()


def test_the_password_alone_signs_nobody_in_who_has_a_second_factor(amina, client):
    with_app(amina)
    assert password_of(client, amina) == CODE
    assert client.get(HOME).status_code == 302
    assert "_auth_user_id" not in client.session
    assert guessing.DEVICE not in client.cookies


def test_the_code_of_the_app_signs_in_where_the_person_wanted_to_go(amina, client):
    secret = with_app(amina)
    assert password_of(client, amina, next="/admin/account/", remember="on") == CODE
    page = client.get(CODE).content.decode()
    assert "one-time-code" in page and "recovery codes" in page
    assert client.post(CODE, {"code": code_of(secret)}).url == "/admin/account/"
    assert client.get("/admin/account/").status_code == 200
    assert not client.session.get_expire_at_browser_close()
    assert guessing.DEVICE in client.cookies


def test_a_code_works_once_and_a_minute_either_way(amina):
    secret = with_app(amina)
    for later, taken in ((-1, True), (0, True), (0, False), (2, False)):
        client = Client()
        password_of(client, amina)
        assert (client.post(CODE, {"code": code_of(secret, later=later)}).status_code == 302) is taken, later


def test_a_recovery_code_signs_in_once(amina):
    with_app(amina)
    one = with_recovery_codes(amina)[0]
    for taken in (True, False):
        client = Client()
        password_of(client, amina)
        assert (client.post(CODE, {"code": one}).status_code == 302) is taken


def test_nobody_gets_to_the_code_without_the_password(amina, client):
    with_app(amina)
    assert client.get(CODE).url == LOGIN
    assert client.post(CODE, {"code": "123456"}).url == LOGIN


@pytest.mark.parametrize(
    "posted", [{}, {"code": ""}, {"credential": "x"}, {"credential": "[]"}, {"code": "１２３４５６"}]
)
def test_a_damaged_second_step_is_asked_for_again(amina, client, posted):
    with_app(amina)
    password_of(client, amina)
    answer = client.post(CODE, posted)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_address_of_private_pages_leads_to_the_one_page(client, home):
    assert client.get("/_util/login/?next=/private/").url == f"{LOGIN}?next=%2Fprivate%2F"


def test_wrong_codes_have_to_wait_and_the_right_one_too(amina, client):
    secret = with_app(amina)
    password_of(client, amina)
    said = [client.post(CODE, {"code": "000000"}).content.decode() for _ in range(7)]
    assert ["This code is wrong" in page for page in said] == [True] * 6 + [False]
    assert "Too many wrong codes" in client.post(CODE, {"code": code_of(secret)}).content.decode()


def test_many_networks_together_have_few_tries_at_a_code(amina, caplog):
    with_app(amina)
    waits = 0
    for number in range(8):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        password_of(client, amina)
        for _ in range(4):
            waits += "Too many wrong codes" in client.post(CODE, {"code": "000000"}).content.decode()
    assert waits >= 32 - guessing.CODES.free - 1
    lines = [record.getMessage() for record in caplog.records if "second factor wrong" in record.getMessage()]
    assert f"account {amina.pk}, network " in lines[0]
    assert "000000" not in " ".join(lines)


def test_the_hubs_staff_set_one_up_before_anything_else_opens(amina, client, required, committing):
    password_of(client, amina)
    for address in (HOME, "/admin/pages/", "/admin/account/", "/admin/api/main/pages/", "/admin/users/"):
        assert client.get(address).url == HOW, address
    assert client.post(reverse("wagtailadmin_account"), {}).url == HOW
    assert "sign in with a second step" in client.get(HOW).content.decode()
    with committing():
        _secret, codes = set_up(client)
    assert len(codes) == 10
    assert client.get(HOME).status_code == 200
    assert kinds(amina) == {"totp", "recovery_codes"}
    assert "An app on a telephone was set up" in mail.outbox[-1].body


def test_a_session_that_has_not_seen_the_second_factor_must_show_it(amina, client, required):
    """It was open before one was set up elsewhere: who holds it knows the password, perhaps, and no more."""
    client.force_login(amina)
    secret = with_app(amina)
    again = reverse("mfa_reauthenticate")
    for address in (HOME, reverse("mfa_activate_totp"), reverse("mfa_add_webauthn"), HOW):
        assert client.get(address).url.startswith(again), address
    answer = client.post(f"{again}?next=/admin/pages/", {"code": code_of(secret), "next": "/admin/pages/"})
    assert answer.url == "/admin/pages/"
    assert client.get(HOME).status_code == 200


def test_staff_can_leave_and_read_the_public_site_without_one(amina, client, required):
    password_of(client, amina)
    assert client.get("/").status_code == 200
    assert client.post("/admin/logout/").url == LOGIN


def test_once_shown_it_costs_no_page_a_query(amina, client, required, django_assert_num_queries):
    secret = with_app(amina)
    password_of(client, amina)
    client.post(CODE, {"code": code_of(secret)})
    request = client.get(HOME).wsgi_request
    with django_assert_num_queries(0):
        assert second_factor.was_used(request)


def test_staff_cannot_take_off_their_last_one(amina, client, required):
    secret = with_app(amina)
    password_of(client, amina)
    client.post(CODE, {"code": code_of(secret)})
    off = reverse("mfa_deactivate_totp")
    assert "your only second step" in client.get(off).content.decode()
    client.post(off)
    assert "totp" in kinds(amina)


def test_others_may_take_theirs_off(amina, client):
    secret = with_app(amina)
    password_of(client, amina)
    client.post(CODE, {"code": code_of(secret)})
    with_recovery_codes(amina)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert kinds(amina) == set()


def test_changing_it_asks_for_the_password_unless_it_was_typed_minutes_ago(amina, client):
    client.force_login(amina)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.url.startswith(reverse("account_reauthenticate"))
    wrong = client.post(answer.url, {"password": "wrong"})
    assert "not the password you sign in with" in wrong.content.decode()
    assert client.post(answer.url, {"password": PASSWORD}).url == reverse("mfa_activate_totp")
    set_up(client)
    assert kinds(amina) == {"totp", "recovery_codes"}


def test_recovery_codes_are_shown_once_and_made_anew(amina, client):
    password_of(client, amina)
    _secret, codes = set_up(client)
    seen = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(code in seen for code in codes)
    new = client.post(reverse("mfa_generate_recovery_codes"), follow=True).content.decode()
    assert new.count("<code>") == 10 and not any(code in new for code in codes)


def test_secrets_are_not_in_the_database_as_they_are_and_another_key_takes_no_code(amina, client, settings):
    secret = with_app(amina)
    row = amina.authenticator_set.get(type="totp")
    assert secret not in str(row.data)
    key, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-entirely"
    password_of(client, amina)
    assert client.post(CODE, {"code": code_of(secret)}).status_code == 200
    settings.SECRET_KEY_FALLBACKS = [key]
    assert client.post(CODE, {"code": code_of(secret)}).status_code == 302


def test_an_administrator_takes_it_off_who_lost_it_and_that_is_told_and_logged(boss, amina, committing):
    with_app(amina), with_recovery_codes(amina)
    off = reverse("accounts_second_factor_off", args=[amina.pk])
    assert off in boss.get(reverse("wagtailusers_users:edit", args=[amina.pk])).content.decode()
    assert "it is really them who ask" in boss.get(off).content.decode()
    with committing():
        boss.post(off)
    assert kinds(amina) == set()
    assert mail.outbox[-1].to == [amina.email]
    entry = ModelLogEntry.objects.get(action=second_factor.TAKEN_OFF)
    assert (entry.object_id, entry.user.email) == (str(amina.pk), "boss@hub.example")


def test_taken_off_ends_what_was_open_on_the_lost_telephone(boss, amina):
    secret, lost = with_app(amina), Client()
    password_of(lost, amina)
    lost.post(CODE, {"code": code_of(secret)})
    assert lost.get(HOME).status_code == 200
    boss.post(reverse("accounts_second_factor_off", args=[amina.pk]))
    assert lost.get(HOME).status_code == 302
    assert boss.get(HOME).status_code == 200


def test_nobody_else_takes_it_off(signed_in, amina, boss):
    off = reverse("accounts_second_factor_off", args=[User.objects.get(email="boss@hub.example").pk])
    assert signed_in.post(off).status_code == 302  # an editor has no right to users: Wagtail's refusal
    assert boss.post(off).status_code == 302  # nor do they for themselves
    assert kinds(User.objects.get(email="boss@hub.example")) == {"totp"}


def test_a_command_takes_it_off_where_no_administrator_is_left(amina):
    with_app(amina)
    said = StringIO()
    call_command("second_factor_off", "AMINA@school.example", stdout=said)
    assert kinds(amina) == set() and "is off" in said.getvalue()
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("second_factor_off", amina.email)
    with pytest.raises(CommandError, match="Nobody"):
        call_command("second_factor_off", "nobody@school.example")


def test_a_demo_account_and_a_closed_one_pass_no_second_step(amina, client, settings):
    secret = with_app(amina)
    password_of(client, amina)
    User.objects.filter(pk=amina.pk).update(is_active=False)
    client.post(CODE, {"code": code_of(secret)})
    assert client.get(HOME).status_code == 302
    settings.DEMO_LOGINS_ALLOWED = False
    User.objects.filter(pk=amina.pk).update(is_active=True, is_demo=True)
    assert client.get(HOME).status_code == 302
