"""*Radicar Solicitud*, once and only once, by plain posts."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from ground.mails.models import Mail
from radicados.filing import annul
from radicados.models import Consecutivo, Radicado, Signatory
from requests_oec.models import OecRequest
from tests.factories import (
    POSTED,
    ProfileFactory,
    person_user,
)
from tests.requests_oec.posting import PERSON, STAFF_URL, URL, complete_draft, post, text_of

# --- Radicar Solicitud ---------------------------------------------------------------------------------


def test_complete_request_is_filed_and_shows_its_radicado(browser_of, user):
    draft = complete_draft(user, staff=2, items=3, sectors=2)
    response = post(browser_of, "file", **POSTED)
    radicado = Radicado.objects.get()
    assert response.url == f"/radicados/{radicado.number}/"
    draft.refresh_from_db()
    assert (draft.radicado, draft.accreditation_code) == (radicado, "10-LAC-001")
    assert (radicado.company, radicado.filed_by) == (user.profile.company, user)
    assert radicado.filed_from == "127.0.0.1"
    told = Mail.objects.about(radicado).order_by("pk").values_list("event", "recipient")
    assert [*told] == [("radicados.filed", user.email), ("radicados.issued", user.email)]
    page = text_of(browser_of.get(response.url))
    assert radicado.number in page
    assert "carta en preparación" in page


def test_snapshot_holds_everything_that_was_filed(browser_of, user, basis):
    complete_draft(user, staff=2, items=1, sectors=2)
    post(browser_of, "file", **POSTED)
    blocks = {block.get("title"): block for block in Radicado.objects.get().snapshot["blocks"]}
    sectors = blocks["Sector económico asociado a la prestación del servicio"]["items"]
    assert sectors == [[str(sector.numeral), sector.text] for sector in basis.sectors.all()[:2]]
    people = blocks["Responsables del servicio y que requieren desplazamiento"]["rows"]
    assert people[1] == ["2", "Cédula de ciudadanía", "10000001", "Persona 1", "Gutiérrez Peña"]
    laboratory = dict(blocks["Laboratorio acreditado"]["rows"])
    assert laboratory["Código de acreditación"] == "10-LAC-001"
    assert laboratory["NIT"] == user.profile.company.formatted_nit
    declarations = [text for _, text in blocks["Declaraciones del solicitante"]["rows"]]
    assert declarations == [basis.declaration, basis.terms]


def test_later_changes_do_not_reach_what_was_filed(browser_of, user, basis):
    complete_draft(user)
    post(browser_of, "file", **POSTED)
    before = Radicado.objects.get().snapshot
    user.profile.company.legal_name = "Otro nombre"
    user.profile.company.save()
    basis.sectors.update(text="Otro texto")
    Signatory.objects.update(name="OTRA PERSONA")
    assert Radicado.objects.get().snapshot == before


def test_natural_person_files_too(client, basis):
    user = person_user()
    complete_draft(user)
    client.force_login(user)
    post(client, "file", **POSTED)
    radicado = Radicado.objects.get()
    assert (radicado.company, radicado.filer_name) == (None, "María José Ñáñez Güiza")
    assert radicado.filer_document == f"CC {user.profile.document_number}"


def test_other_ilac_bodies_are_accepted_when_named(browser_of, user):
    complete_draft(user)
    other = {"accreditation-body": "otro", "accreditation-code": "75/lc10.050"}
    unnamed = post(browser_of, "file", **POSTED | other)
    assert "Escriba el nombre del organismo" in text_of(unnamed)
    post(browser_of, "file", **POSTED | other | {"accreditation-body_name": "ENAC (España)"})
    rows = Radicado.objects.get().snapshot["blocks"][2]["rows"]
    assert ["Organismo de acreditación", "ENAC (España) (miembro de ILAC)"] in rows


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"accreditation-code": ""}, "accreditation-code", "Escriba el código de acreditación"),
        ({"accreditation-code": "10-LAC-1"}, "accreditation-code", "por ejemplo 10-LAC-001"),
        ({"accreditation-body": "x"}, "accreditation-body", "x"),
        ({"representative-document_number": "12"}, "representative-document_number", "dígitos"),
        ({"representative-first_name": ""}, "representative-first_name", "Escriba los nombres."),
        (
            {"declarations-accepts_declaration": ""},
            "declarations-accepts_declaration",
            "Para radicar debe aceptar",
        ),
        ({"declarations-accepts_terms": ""}, "declarations-accepts_terms", "Para radicar debe marcar"),
    ],
)
def test_each_mistake_is_told_beside_its_field_and_linked_from_the_summary(browser_of, user, wrong, field, words):
    complete_draft(user)
    response = post(browser_of, "file", **POSTED | wrong)
    text = text_of(response)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in text
    assert f'href="#id_{field}"' in text
    assert text.count(words) >= 2
    assert not Radicado.objects.exists()
    assert "10 lac 001" in text or "accreditation-code" in wrong


def test_empty_lists_are_told_in_the_summary(browser_of):
    text = text_of(post(browser_of, "file", **POSTED))
    assert 'href="#sectors"' in text
    assert 'href="#staff"' in text


def test_nobody_to_sign_is_our_fault_and_loses_nothing(browser_of, user):
    Signatory.objects.all().delete()
    complete_draft(user)
    response = post(browser_of, "file", **POSTED)
    assert response.status_code == 503
    assert "Su borrador quedó guardado" in text_of(response)
    assert OecRequest.objects.drafts().get().typed["accreditation-code"] == "10 lac 001"
    assert not Consecutivo.objects.exists()


# --- Once, and only once -------------------------------------------------------------------------------


def test_second_try_leads_to_the_first_radicado(browser_of, user):
    complete_draft(user)
    first = post(browser_of, "file", **POSTED).url
    for response in (
        browser_of.get(URL),
        post(browser_of, "file", **POSTED),
        post(browser_of, "save", **POSTED),
        browser_of.post(STAFF_URL, PERSON),
        browser_of.get(STAFF_URL),
    ):
        assert response.url == first
    assert "ya fue radicada con el número" in text_of(browser_of.get(first))
    assert Radicado.objects.count() == 1
    assert not OecRequest.objects.drafts().exists()


def test_colleague_is_led_to_the_companys_radicado(browser_of, user):
    complete_draft(user)
    first = post(browser_of, "file", **POSTED).url
    colleague = Client()
    colleague.force_login(ProfileFactory(person_type="juridica", company=user.profile.company).user)
    assert colleague.get(URL).url == first


def test_annulment_frees_the_slot_and_not_the_number(browser_of, user):
    complete_draft(user)
    post(browser_of, "file", **POSTED)
    first = Radicado.objects.get()
    annul(radicado=first, by=user, reason="Se equivocaron de personas.")
    assert browser_of.get(URL).status_code == 200
    complete_draft(user)
    post(browser_of, "file", **POSTED)
    assert list(Radicado.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_posts_of_one_form_make_one_radicado(user):
    complete_draft(user)
    colleague = ProfileFactory(person_type="juridica", company=user.profile.company).user
    clients = [Client() for _ in range(20)]
    for position, client in enumerate(clients):
        client.force_login(colleague if position % 4 == 0 else user)
    start = threading.Barrier(20, timeout=60)

    def press(client) -> str:
        start.wait()
        try:
            return post(client, "file", **POSTED).url
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as presses:
        urls = set(presses.map(press, clients))
    radicado = Radicado.objects.get()
    assert urls == {radicado.get_absolute_url()}
    assert (radicado.sequence, Consecutivo.objects.get().last) == (1, 1)


def test_offer_follows_how_far_the_owner_has_come(browser_of, user):
    offer = reverse("service_offer")
    assert "Solicitar la comunicación" in text_of(browser_of.get(offer))
    complete_draft(user)
    assert "Continuar mi borrador" in text_of(browser_of.get(offer))
    post(browser_of, "file", **POSTED)
    assert f"Ver mi radicado {Radicado.objects.get()}" in text_of(browser_of.get(offer))
