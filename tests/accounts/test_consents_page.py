"""*Autorizaciones*: given and withdrawn, in the words that were shown."""

from datetime import date

import pytest

from accounts.models import Consent, ConsentKind, ConsentText
from ground.audit.models import Action, Entry
from tests.accounts.account_people import consent_of
from tests.factories import person_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

ESSENTIAL = [ConsentKind.TERMS, ConsentKind.PERSONAL_DATA, ConsentKind.GUARDIAN]
OPTIONAL = [ConsentKind.SENSITIVE_DATA, ConsentKind.ELECTRONIC_NOTICE, ConsentKind.NEWS]


@pytest.fixture
def user(client):
    user = person_user()
    client.force_login(user)
    return user


def actions() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("action", flat=True))


def test_what_was_given_is_shown_with_its_whole_proof(client, user):
    consent = consent_of(user, ConsentKind.PERSONAL_DATA)
    page = client.get("/cuenta/autorizaciones/").content.decode()
    assert consent.sha256 in page
    assert "versión 1" in page
    assert consent.wording.split("\n")[0] in page


@pytest.mark.parametrize("kind", OPTIONAL)
def test_an_optional_consent_is_withdrawn_by_post_after_a_page_that_says_what_follows(client, user, kind):
    consent = consent_of(user, kind)
    address = f"/cuenta/autorizaciones/{consent.pk}/retirar/"
    assert client.get(address).status_code == 200
    assert user.consents.current().exists()
    assert client.post(address).status_code == 302
    consent.refresh_from_db()
    assert consent.withdrawn_at
    assert consent.withdrawn_from == "127.0.0.1"
    assert actions()[-1] == Action.CONSENT_WITHDRAWN
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("kind", ESSENTIAL)
def test_what_the_account_stands_on_is_not_withdrawn_but_leads_to_erasure(client, user, kind):
    consent = consent_of(user, kind)
    assert client.post(f"/cuenta/autorizaciones/{consent.pk}/retirar/").status_code == 404
    assert user.consents.current().exists()
    page = client.get("/cuenta/autorizaciones/").content.decode()
    assert "pida la supresión de sus datos" in page


@pytest.mark.parametrize("kind", OPTIONAL)
def test_an_optional_consent_is_given_later_and_once(client, user, kind):
    address = f"/cuenta/autorizaciones/{kind}/dar/"
    wording = client.get(address).context["wording"]
    for _ in range(2):
        assert client.post(address, {"consent-accepts": wording.sha256}).status_code == 302
    consent = user.consents.get()
    assert (consent.kind, consent.wording, consent.sha256) == (kind, wording.text, wording.sha256)
    assert actions().count(Action.CONSENT_GIVEN) == 1


@pytest.mark.parametrize("kind", [*ESSENTIAL, "otra"])
def test_nothing_else_is_given_here(client, user, kind):
    assert client.get(f"/cuenta/autorizaciones/{kind}/dar/").status_code == 404


def test_an_unticked_box_gives_nothing(client, user):
    response = client.post("/cuenta/autorizaciones/news/dar/", {"x": ""})
    assert response.status_code == 422
    assert "<title>Error: " in response.content.decode()
    assert not Consent.objects.exists()


def test_a_text_that_changed_meanwhile_is_ticked_again(client, user):
    address = "/cuenta/autorizaciones/news/dar/"
    shown = client.get(address).context["wording"].sha256
    ConsentText.objects.create(
        kind=ConsentKind.NEWS, version=2, valid_from=date(2020, 1, 2), label="Quiero.", text="Otro texto."
    )
    response = client.post(address, {"consent-accepts": shown})
    assert response.status_code == 422
    assert "cambió" in response.content.decode()
    assert not Consent.objects.exists()


def test_a_newer_version_is_told_without_touching_the_older_proof(client, user):
    consent_of(user, ConsentKind.TERMS)
    ConsentText.objects.create(
        kind=ConsentKind.TERMS, version=2, valid_from=date(2020, 1, 2), label="Acepto.", text="Otro texto."
    )
    page = client.get("/cuenta/autorizaciones/").content.decode()
    assert "rige la versión 2 de este texto; usted aceptó la 1" in page


def test_nobody_withdraws_somebody_elses_consent(client, user):
    consent = consent_of(person_user(), ConsentKind.NEWS)
    assert client.post(f"/cuenta/autorizaciones/{consent.pk}/retirar/").status_code == 404
