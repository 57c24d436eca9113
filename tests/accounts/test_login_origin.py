"""A log-in form without a token, as it stands on the home page: taken from here, and from nowhere else."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.factories import PASSWORD, person_user

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
LOGIN = "/ingreso/"
FROM_ELSEWHERE = {
    "another site": {"Origin": "https://malo.example", "Sec-Fetch-Site": "cross-site"},
    "another site, by an old browser": {"Origin": "https://malo.example"},
    "a neighbouring site": {"Origin": "http://otro.testserver", "Sec-Fetch-Site": "same-site"},
    "a neighbouring site that says no origin": {"Sec-Fetch-Site": "same-site"},
    "a hidden origin": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "a hidden origin, by an old browser": {"Origin": "null"},
    "the same host by another scheme": {"Origin": "https://testserver"},
    "the same host at another port": {"Origin": "http://testserver:8000", "Sec-Fetch-Site": "same-site"},
    "an origin that begins like ours": {"Origin": "http://testserver.malo.example"},
    "headers that contradict each other": {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
    "an address typed or a bookmark": {"Sec-Fetch-Site": "none"},
}


@pytest.fixture
def user():
    return person_user()


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def sent(browser: Client, user, headers: dict, **data):
    typed = {"username": user.username, "password": PASSWORD, **data}
    return browser.post(LOGIN, typed, headers={name.lower(): value for name, value in headers.items()})


def is_in(browser: Client) -> bool:
    return browser.get(reverse("my_cases")).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, {"Origin": HERE}, {"Sec-Fetch-Site": "same-origin"}],
    ids=["both", "by an old browser", "by one that says no origin"],
)
def test_form_of_the_home_page_logs_in_without_a_token(browser, user, headers):
    assert sent(browser, user, headers).url == reverse("service_offer")
    assert is_in(browser)


@pytest.mark.parametrize("headers", FROM_ELSEWHERE.values(), ids=FROM_ELSEWHERE)
def test_nobody_is_logged_in_from_another_site(browser, user, headers):
    page = sent(browser, user, headers)
    assert page.status_code == 403
    assert "No pudimos recibir el formulario" in page.text
    assert "sessionid" not in page.cookies
    assert not is_in(browser)


def test_another_site_with_a_token_of_its_own_logs_nobody_in(browser, user):
    """A neighbour can plant a cookie; its origin it cannot forge."""
    browser.cookies["csrftoken"] = token = "x" * 32
    refused = sent(browser, user, {"Origin": "http://otro.testserver"}, csrfmiddlewaretoken=token)
    assert refused.status_code == 403
    assert not is_in(browser)


def test_browser_that_says_nothing_is_shown_the_form_again_with_its_token(browser, user):
    page = sent(browser, user, {}, next="/radicados/")
    assert page.status_code == 403
    assert not is_in(browser)
    assert f'value="{user.username}"' in page.text
    assert PASSWORD not in page.text
    assert "no dice desde qué página" in page.text
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    assert sent(browser, user, {}, next="/radicados/", csrfmiddlewaretoken=token).url == "/radicados/"
    assert is_in(browser)


@override_settings(CSRF_TRUSTED_ORIGINS=["https://portal.example"])
def test_origin_that_the_portal_is_known_by_is_ours_behind_a_proxy(browser, user):
    assert sent(browser, user, {"Origin": "https://portal.example", "Sec-Fetch-Site": "same-origin"}).status_code == 302


def test_no_other_form_goes_without_its_token(browser):
    ours = {"origin": HERE, "sec-fetch-site": "same-origin"}
    assert browser.post("/recuperar/", {"identifier": "alguien"}, headers=ours).status_code == 403


def test_form_of_the_home_page_is_slowed_like_the_other(browser, user):
    with override_settings(AXES_FAILURE_LIMIT=3):
        for _ in range(3):
            refused = sent(browser, user, {"Origin": HERE}, password="mala")
    assert refused.status_code == 429
