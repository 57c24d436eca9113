"""When the request page is open and to whom, by plain posts."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Profile
from radicados.models import Radicado
from requests_oec.models import LegalBasis, OecRequest, StaffMember
from tests.factories import (
    POSTED,
    UserFactory,
    laboratory_user,
)
from tests.requests_oec.posting import ITEMS_URL, PERSON, STAFF_URL, URL, complete_draft, post, text_of

# --- Open and closed -----------------------------------------------------------------------------------


def test_closed_service_says_so_and_shows_what_was_filed(browser_of, user, basis):
    complete_draft(user)
    post(browser_of, "file", **POSTED)
    basis.valid_to = timezone.localdate() - timedelta(days=1)
    basis.save()
    for response in (browser_of.get(URL), post(browser_of, "file", **POSTED), browser_of.get(STAFF_URL)):
        assert "Este servicio está cerrado." in text_of(response)
        assert Radicado.objects.get().number in text_of(response)
    assert "Este servicio está cerrado." in text_of(browser_of.get(reverse("service_offer")))


def test_successor_norm_opens_the_service_anew_with_its_own_sectors(browser_of, user, basis):
    complete_draft(user)
    post(browser_of, "file", **POSTED)
    today = timezone.localdate()
    LegalBasis.objects.filter(pk=basis.pk).update(valid_to=today - timedelta(days=1))
    successor = LegalBasis.objects.get(pk=basis.pk)
    successor.pk, successor.norm, successor.valid_from, successor.valid_to = (
        None,
        "Decreto 9 de 2030",
        today,
        None,
    )
    successor.save(force_insert=True)
    successor.sectors.create(numeral=3, text="Un sector nuevo.")
    text = text_of(browser_of.get(URL))
    assert "Decreto 9 de 2030" in text
    assert "3. Un sector nuevo." in text
    assert "La cadena de siembra" not in text


def test_two_norms_in_force_at_once_are_refused(basis):
    basis.pk = None
    with pytest.raises(IntegrityError, match="one_legalbasis_at_a_time"), transaction.atomic():
        basis.save(force_insert=True)


def test_account_without_a_profile_is_told_why_it_cannot_file(client, basis):
    client.force_login(UserFactory(is_staff=True))
    for response in (client.get(URL), post(client, "file", **POSTED), client.get(STAFF_URL)):
        assert "no tiene los datos de una persona o empresa" in text_of(response)


# --- Doors ---------------------------------------------------------------------------------------------


def test_rows_of_others_are_404(browser_of, basis):
    others = complete_draft(laboratory_user())
    member, item = others.staff_members.get(), others.equipment_items.get()
    post(browser_of, "save", **POSTED)
    for url in (member.get_absolute_url(), item.get_absolute_url()):
        assert browser_of.get(url).status_code == 404
        assert browser_of.post(url, PERSON).status_code == 404
    post(browser_of, f"remove_staff:{member.pk}")
    post(browser_of, f"remove_item:{item.pk}")
    assert (others.staff_members.count(), others.equipment_items.count()) == (1, 1)


@pytest.mark.parametrize("url", [URL, STAFF_URL, ITEMS_URL])
def test_log_in_is_asked_for_first(client, basis, url):
    assert client.get(url).url == f"/ingreso/?next={url}"


def test_posts_without_the_forms_token_are_refused(user):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert post(strict, "save", **POSTED).status_code == 403
    assert not OecRequest.objects.exists()


@pytest.mark.parametrize("action", ["", "nada", "file:1:2", "remove_staff", "remove_staff:x", "edit_staff:"])
def test_unknown_actions_are_never_a_fault(browser_of, action):
    assert post(browser_of, action, **POSTED).status_code in {302, 404, 422}


def test_page_costs_the_same_with_one_person_and_with_sixty(browser_of, user):
    draft = complete_draft(user, staff=1, items=1)
    with CaptureQueriesContext(connection) as with_one:
        browser_of.get(URL)
    for n in range(60):
        draft.staff_members.create(document_type="CC", document_number=str(n + 500), first_name="A", last_name="B")
        draft.equipment_items.create(description=f"Otro {n}")
    with CaptureQueriesContext(connection) as with_sixty:
        assert browser_of.get(URL).status_code == 200
    assert len(with_sixty) == len(with_one) <= 13


def test_filed_request_is_frozen_in_the_database(browser_of, user):
    draft = complete_draft(user, items=1)
    post(browser_of, "file", **POSTED)
    for change in (
        lambda: draft.staff_members.all().delete(),
        lambda: draft.equipment_items.update(description="Otra"),
        lambda: draft.sectors.clear(),
        lambda: OecRequest.objects.update(accreditation_code="99-LAC-999"),
    ):
        with pytest.raises(IntegrityError, match="no se puede modificar"), transaction.atomic():
            change()
    assert draft.staff_members.count() == 1


def test_closed_service_sends_the_page_back_to_say_so(browser_of, basis):
    basis.valid_to = timezone.localdate() - timedelta(days=1)
    basis.save()
    answer = browser_of.post(URL, {"action": "save", **POSTED}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == URL


def test_hidden_characters_are_left_out_of_names(browser_of):
    browser_of.post(STAFF_URL, PERSON | {"first_name": "A\x07na\u202e Lucía", "last_name": "Pe\u00adña"})
    assert str(StaffMember.objects.get()) == "Ana Lucía Peña"


def test_who_left_the_company_no_longer_sees_its_radicados(browser_of, user):
    complete_draft(user)
    url = post(browser_of, "file", **POSTED).url
    Profile.objects.filter(user=user).update(person_type="natural", company=None)
    assert browser_of.get(url).status_code == 404
