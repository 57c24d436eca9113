"""Mailed links: what opens one, what kills it, and that they never come from a request."""

from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.utils import timezone

from accounts import links
from accounts.models import Invitation
from tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db

HOUR = 3600


def unverified_user(**facts):
    return UserFactory(email_verified_at=None, new_email="nuevo@prueba.example", **facts)


def an_invitation():
    return Invitation.objects.create(
        company=CompanyFactory(), email="invitada@prueba.example", invited_by=UserFactory()
    )


def parts(url: str) -> tuple[str, str]:
    return tuple(urlsplit(url).path.strip("/").split("/")[-2:])


ROWS = {
    "verify_email": unverified_user,
    "verify_new_email": unverified_user,
    "recover": unverified_user,
    "invitation": an_invitation,
}


@pytest.fixture(params=ROWS)
def link(request):
    row = ROWS[request.param]()
    return request.param, row, *parts(links.url(request.param, row))


def test_link_opens_what_it_is_about_and_looking_does_not_use_it_up(link):
    purpose, row, uid, token = link
    assert links.resolve(purpose, uid, token) == links.resolve(purpose, uid, token) == row


def test_link_begins_with_the_portals_own_address(link, settings):
    purpose, row, *_ = link
    settings.PORTAL_BASE_URL = "https://portal.example"
    assert links.url(purpose, row).startswith("https://portal.example/")


@pytest.mark.parametrize(
    "change",
    [
        lambda uid, token: (uid, ""),
        lambda uid, token: (uid, token[:-1]),
        lambda uid, token: (uid, token[:-1] + ("A" if token[-1] != "A" else "B")),
        lambda uid, token: (uid, "z" + token),
        lambda uid, token: (uid, token + "ñ\x00"),
        lambda uid, token: (str(int(uid) + 1), token),
        lambda uid, token: ("9" * 30, token),
        lambda uid, token: ("x", token),
        lambda uid, token: ("²", token),
        lambda uid, token: ("", ""),
    ],
)
def test_forged_link_opens_nothing(link, change):
    purpose, _, uid, token = link
    assert links.resolve(purpose, *change(uid, token)) is None


def test_link_for_one_purpose_serves_no_other(link):
    purpose, _, uid, token = link
    assert [other for other in ROWS if links.resolve(other, uid, token)] == [purpose]


@pytest.mark.parametrize(
    ("purpose", "life"),
    [("recover", HOUR / 2), ("verify_email", 72 * HOUR), ("verify_new_email", 72 * HOUR)],
)
def test_link_dies_of_age(monkeypatch, purpose, life):
    uid, token = parts(links.url(purpose, unverified_user()))
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + life - 5)
    assert links.resolve(purpose, uid, token)
    monkeypatch.setattr(signing.time, "time", lambda: now + life + 5)
    assert links.resolve(purpose, uid, token) is None


@pytest.mark.parametrize(
    ("purpose", "fact"),
    [
        ("recover", {"password": "otra"}),
        ("recover", {"last_login": timezone.now()}),
        ("recover", {"email": "otra@prueba.example"}),
        ("recover", {"is_active": False}),
        ("verify_email", {"email_verified_at": timezone.now()}),
        ("verify_email", {"email": "otra@prueba.example"}),
        ("verify_email", {"is_active": False}),
        ("verify_new_email", {"new_email": "otra@prueba.example"}),
        ("verify_new_email", {"new_email": ""}),
        ("verify_new_email", {"email": "otra@prueba.example"}),
        ("verify_new_email", {"password": "otra"}),
        ("invitation", {"accepted_at": timezone.now()}),
        ("invitation", {"revoked_at": timezone.now()}),
    ],
)
def test_link_dies_when_what_it_is_about_changes(purpose, fact):
    row = ROWS[purpose]()
    uid, token = parts(links.url(purpose, row))
    type(row).objects.filter(pk=row.pk).update(**fact)
    assert links.resolve(purpose, uid, token) is None
