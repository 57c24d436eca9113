"""The second factor of the staff: nobody enters the administration without it, and it guards itself."""

import re
from base64 import b32decode
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import hotp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from accounts import links, second_factor
from ground.audit.models import Action, Entry
from tests.factories import PASSWORD, UserFactory, person_user
from tests.staff import KEY, code_now, staff_user, verified
from tests.steps import assert_fits, type_credentials

CHECK = "/ingreso/segundo-factor/"
OVERVIEW = "/cuenta/segundo-factor/"
REPLACE = "/cuenta/segundo-factor/cambiar/"
LOG_IN = "/ingreso/"
HOME = "/trabajo/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(client):
    """Staff without second factor, logged in."""
    user = UserFactory(is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def officer(client):
    """Staff with second factor, logged in with the password alone."""
    user = staff_user()
    client.force_login(user)
    return user


def enrol(client, **answers):
    client.get(CHECK)
    key = client.session["second_factor_key"]
    answers = {"new_code": code_now(key), "current_password": PASSWORD} | answers
    return client.post(CHECK, answers)


def recorded() -> list[str]:
    """What the trail says of second factors, oldest first."""
    entries = Entry.objects.filter(action=Action.SECOND_FACTOR).order_by("pk")
    return [entry.detail["what"] for entry in entries]


def is_verified(client) -> bool:
    return client.get("/admin/").status_code == 200


def log_in_again(client, user) -> None:
    """With the password alone."""
    client.logout()
    client.force_login(user)


def forget_failures() -> None:
    """As if the time that a wrong code costs had gone by."""
    TOTPDevice.objects.update(throttling_failure_count=0)


# --- The door ------------------------------------------------------------------------------------------
def test_anonymous_visitor_of_the_admin_is_sent_to_the_portals_own_log_in(client):
    assert client.get("/admin/accounts/user/").url == "/ingreso/?next=/admin/accounts/user/"
    assert client.get("/admin/login/?next=/admin/accounts/user/").url == "/ingreso/?next=/admin/accounts/user/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/user/", "/admin/password_change/"])
def test_password_alone_leads_to_the_second_factor_and_back(client, officer, path):
    door = client.get(path, follow=True)
    assert door.redirect_chain[-1][0] == f"{CHECK}?next={path}"
    assert client.post(CHECK, {"code": code_now(), "next": path}).url == path


@pytest.mark.parametrize("path", [CHECK, OVERVIEW, REPLACE, "/admin/login/"])
def test_for_a_citizen_these_pages_do_not_exist(client, path):
    client.force_login(person_user())
    assert client.get(path).status_code == 404
    assert client.post(path, {"code": "123456"}).status_code in {404, 405}


def test_citizen_with_a_second_factor_is_still_no_staff(client):
    user = person_user()
    verified(client, user)
    assert client.get("/admin/", follow=True).status_code == 404


def test_inactive_or_demoted_staff_lose_the_admin_at_once(client):
    user = staff_user(is_superuser=True)
    verified(client, user)
    assert is_verified(client)
    user.is_staff = False
    user.save()
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "next_page",
    ["https://malo.example/", "//malo.example", "javascript:alert(1)", "", CHECK, f"{CHECK}?next=x"],
)
def test_foreign_destination_is_not_followed(client, officer, next_page):
    assert client.post(CHECK, {"code": code_now(), "next": next_page}).url == HOME


def test_the_admins_own_password_page_is_the_portals(client, officer):
    verified(client, officer)
    assert client.get("/admin/password_change/").url == reverse("accounts:password")


def test_leaving_the_admin_ends_the_session(client, officer):
    verified(client, officer)
    answer = client.post("/admin/logout/")
    assert (answer.status_code, answer.url) == (307, reverse("accounts:logout"))


# --- At log-in -----------------------------------------------------------------------------------------
def log_in(client, user, **more):
    return client.post(LOG_IN, {"username": user.username, "password": PASSWORD, **more})


@pytest.mark.parametrize(("wished", "next_page"), [({}, HOME), ({"next": "/radicados/"}, "/radicados/")])
def test_staff_are_asked_for_their_code_right_after_the_password_and_go_on(client, wished, next_page):
    asked = log_in(client, staff_user(), **wished).url
    assert asked == f"{CHECK}?{urlencode({'next': next_page}, safe='/')}"
    assert not is_verified(client)
    assert client.post(asked, {"code": code_now(), "next": next_page}).url == next_page
    assert is_verified(client)


def test_staff_without_a_second_factor_enrol_it_right_after_the_password(client):
    page = client.get(log_in(client, UserFactory(is_staff=True)).url)
    assert "Active su segundo factor" in page.text
    assert page.context["next"] == HOME


def test_who_has_given_the_password_alone_is_asked_again_at_every_door_and_may_leave(client, officer):
    for door in (LOG_IN, HOME, "/admin/"):
        assert client.get(door).status_code == 302
        assert client.get(door, follow=True).redirect_chain[-1][0].startswith(CHECK)
    assert reverse("accounts:logout") in client.get(CHECK).text
    client.post(reverse("accounts:logout"))
    assert not get_user(client).is_authenticated


def test_citizens_go_straight_on(client):
    assert log_in(client, person_user()).url == reverse("service_offer")


def test_home_of_the_staff_is_no_page_of_citizens(client):
    client.force_login(person_user())
    assert client.get(HOME).status_code == 404


# --- Enrolment -----------------------------------------------------------------------------------------
def test_newcomer_enrols_and_gets_ten_recovery_codes_once(client, newcomer):
    page = client.get(CHECK)
    assert "data:image/svg+xml;base64," in page.text
    assert second_factor.readable_key(client.session["second_factor_key"]) in page.text
    codes = enrol(client)
    shown = re.findall(r"<code[^>]*>([a-z0-9-]{14})</code>", codes.text)
    assert len(set(shown)) == 10
    assert is_verified(client)
    assert shown[0] not in client.get(OVERVIEW).text
    assert not StaticToken.objects.filter(token__in=[code.replace("-", "") for code in shown]).exists()
    assert recorded() == ["enrolled"]


@pytest.mark.parametrize(
    "wrong",
    [{"new_code": "000000"}, {"new_code": "abc"}, {"current_password": "otra"}, {"current_password": ""}],
)
def test_enrolment_asks_for_the_code_and_the_password(client, newcomer, wrong):
    assert enrol(client, **wrong).status_code == 422
    assert second_factor.device_of(newcomer) is None
    assert not is_verified(client)


def test_reloading_keeps_the_secret_that_was_scanned(client, newcomer):
    client.get(CHECK)
    key = client.session["second_factor_key"]
    assert second_factor.readable_key(key) in client.get(CHECK).text


def test_the_code_that_enrolled_opens_nothing_more(client, newcomer):
    enrol(client)
    device = second_factor.device_of(newcomer)
    log_in_again(client, newcomer)
    used = f"{hotp(device.bin_key, device.last_t):06}"  # whatever the clock has come to
    assert client.post(CHECK, {"code": used}).status_code == 422


def test_password_alone_never_replaces_a_second_factor(client, officer):
    session = client.session
    session["second_factor_key"] = key = second_factor.new_key()
    session.save()
    answers = {"new_code": code_now(key), "current_password": PASSWORD}
    assert client.post(CHECK, answers).status_code == 422
    assert client.post(REPLACE, answers).status_code == 302  # to show the present one first
    assert second_factor.device_of(officer).key == KEY


def test_enrolment_that_another_one_overtook_is_refused(client, newcomer, monkeypatch):
    other = second_factor.create_device(newcomer, key=KEY)
    monkeypatch.setattr("accounts.views.second_factor.second_factor.device_of", lambda user: None)
    assert enrol(client).url == CHECK
    assert TOTPDevice.objects.get() == other


def test_replacing_asks_for_a_code_of_the_former_one(client, officer):
    verified(client, officer)
    client.get(REPLACE)
    key = client.session["second_factor_key"]
    answers = {"new_code": code_now(key), "current_password": PASSWORD}
    assert client.post(REPLACE, answers | {"code": "000000"}).status_code == 422
    forget_failures()
    assert client.post(REPLACE, answers | {"code": code_now()}).status_code == 200
    assert TOTPDevice.objects.get().key == key
    assert is_verified(client)
    assert recorded() == ["failed", "verified", "replaced"]


# --- Verification --------------------------------------------------------------------------------------
def test_right_code_opens_the_pages_of_the_staff_and_changes_the_session_id(client, officer):
    before = client.session.session_key
    assert client.post(CHECK, {"code": f" {code_now()[:3]} {code_now()[3:]} "}).url == HOME
    assert is_verified(client)
    assert client.session.session_key != before
    assert recorded() == ["verified"]


@pytest.mark.parametrize("code", ["", "000000", "99999", "1" * 500, "abcd-efgh-jkmn", "٣٤٥٦٧٨", "\x00"])
def test_wrong_code_opens_nothing(client, officer, code):
    page = client.post(CHECK, {"code": code})
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert not is_verified(client)


def test_a_code_is_good_for_one_use(client, officer):
    code = code_now()
    client.post(CHECK, {"code": code})
    log_in_again(client, officer)
    assert client.post(CHECK, {"code": code}).status_code == 422


@pytest.mark.parametrize(("steps", "status"), [(-3, 422), (-1, 302), (1, 302), (3, 422)])
def test_clocks_may_differ_by_half_a_minute(client, officer, steps, status):
    assert client.post(CHECK, {"code": code_now(steps=steps)}).status_code == status


def test_guessing_is_slowed_down(client, officer):
    client.post(CHECK, {"code": "000000"})
    page = client.post(CHECK, {"code": code_now()})
    assert page.status_code == 422
    assert "Demasiados intentos. Espere 1 segundo" in page.text
    TOTPDevice.objects.update(throttling_failure_count=9, throttling_failure_timestamp=timezone.now())
    assert "Espere 4 minutos" in client.post(CHECK, {"code": code_now()}).text


def test_verification_dies_with_its_session(client, officer):
    client.post(CHECK, {"code": code_now()})
    client.post(reverse("accounts:logout"))
    assert not get_user(client).is_authenticated
    client.force_login(officer)
    assert not is_verified(client)


def test_a_recovery_code_is_gone_once_used_and_the_last_ones_are_told(client, officer):
    codes = second_factor.replace_recovery_codes(officer)
    StaticToken.objects.exclude(pk__in=StaticToken.objects.order_by("pk")[:4]).delete()
    used = client.post(CHECK, {"code": codes[0].upper().replace("-", " – ")}, follow=True)
    assert "Códigos de recuperación que le quedan: 3." in used.text
    log_in_again(client, officer)
    assert client.post(CHECK, {"code": codes[0]}).status_code == 422
    assert recorded() == ["recovery_code_used", "failed"]


def test_recovery_codes_outlive_a_new_secret_key(officer, settings):
    (code, *_) = second_factor.replace_recovery_codes(officer)
    settings.SECRET_KEY = "otra-clave-secreta-" * 4
    request = RequestFactory().post("/")
    request.user = officer
    assert second_factor.verify(request=request, code=code)


def test_what_a_former_secret_key_signed_is_good_while_it_is_named(client, settings):
    client.force_login(person_user())
    user = UserFactory(email_verified_at=None)
    link = links.url("verify_email", user).removeprefix(settings.PORTAL_BASE_URL)
    former, settings.SECRET_KEY = settings.SECRET_KEY, "otra-clave-secreta-" * 4
    settings.SECRET_KEY_FALLBACKS = [former]
    assert client.get("/cuenta/").status_code == 200
    assert client.get(link).status_code == 302
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(link).status_code == 404


def test_new_recovery_codes_ask_for_a_code_and_end_the_old_ones(client, officer):
    old = second_factor.replace_recovery_codes(officer)
    verified(client, officer)
    assert client.post(OVERVIEW, {"code": "000000"}).status_code == 422
    forget_failures()
    assert "No se volverán a mostrar" in client.post(OVERVIEW, {"code": code_now()}).text
    log_in_again(client, officer)
    assert client.post(CHECK, {"code": old[0]}).status_code == 422
    assert recorded() == ["failed", "verified", "codes_renewed", "failed"]


def test_lost_telephone_is_replaced_with_two_recovery_codes(client, officer):
    codes = second_factor.replace_recovery_codes(officer)
    client.post(CHECK, {"code": codes[0]})
    client.get(REPLACE)
    key = client.session["second_factor_key"]
    answers = {"new_code": code_now(key), "current_password": PASSWORD, "code": codes[1]}
    assert client.post(REPLACE, answers).status_code == 200
    assert is_verified(client)
    log_in_again(client, officer)
    assert client.post(CHECK, {"code": codes[2]}).status_code == 422


def test_session_that_a_recovery_code_opened_outlives_new_codes(client, officer):
    codes = second_factor.replace_recovery_codes(officer)
    client.post(CHECK, {"code": codes[0]})
    client.post(OVERVIEW, {"code": codes[1]})
    assert is_verified(client)


# --- In the browser ------------------------------------------------------------------------------------
@pytest.mark.browser
def test_newcomer_enrols_in_the_browser_and_comes_back_with_a_code(transactional_db, page, axe):
    user = UserFactory(is_staff=True, is_superuser=True)
    page.goto("/admin/accounts/user/")
    type_credentials(page, user)
    expect(page.get_by_role("heading", level=1, name="Active su segundo factor")).to_be_visible()
    axe(page)
    key = page.locator(".second-factor-key code").inner_text().replace(" ", "")
    page.get_by_label("Código de 6 dígitos").fill("000000")
    page.get_by_role("button", name="Activar").click()
    axe(page)
    assert page.locator(".second-factor-key code").inner_text().replace(" ", "") == key
    page.get_by_label("Código de 6 dígitos").fill(code_now(b32decode(key).hex()))
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Activar").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar").click()
    saved = download.value.path().read_text()
    assert page.locator(".recovery-codes li").last.inner_text() in saved
    page.get_by_role("link", name="Ya los guardé").click()
    expect(page).to_have_url(re.compile("/admin/accounts/user/$"))


@pytest.mark.browser
def test_second_factor_pages_are_accessible_and_fit_a_phone(transactional_db, phone_page, axe):
    user = staff_user(is_superuser=True)
    phone_page.set_viewport_size({"width": 320, "height": 640})
    phone_page.goto(OVERVIEW)
    type_credentials(phone_page, user)
    assert_fits(phone_page)
    axe(phone_page)
    phone_page.get_by_label("Código").fill("000000")
    phone_page.get_by_role("button", name="Continuar").click()
    expect(phone_page.locator(".error-summary")).to_be_visible()
    axe(phone_page)
    forget_failures()
    phone_page.get_by_label("Código").fill(code_now())
    phone_page.get_by_role("button", name="Continuar").click()
    expect(phone_page).to_have_url(re.compile(f"{OVERVIEW}$"))
    for path in (OVERVIEW, REPLACE):
        phone_page.goto(path)
        assert_fits(phone_page)
        axe(phone_page)


@pytest.mark.browser
def test_second_factor_needs_no_javascript(transactional_db, no_script_page):
    user = staff_user(is_superuser=True)
    no_script_page.goto("/admin/accounts/user/")
    type_credentials(no_script_page, user)
    no_script_page.get_by_label("Código").fill(code_now())
    no_script_page.get_by_role("button", name="Continuar").click()
    expect(no_script_page).to_have_url(re.compile("/admin/accounts/user/$"))
