"""The request page by plain posts, as a browser without JavaScript sends them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Profile
from radicados.filing import annul
from radicados.models import Consecutivo, Radicado, Signatory
from requests_oec.models import EquipmentItem, LegalBasis, OecRequest, StaffMember
from tests.factories import (
    POSTED,
    OecRequestFactory,
    ProfileFactory,
    UserFactory,
    laboratory_user,
    person_user,
)

URL = "/oec/solicitud/"
STAFF_URL = URL + "responsables/"
ITEMS_URL = URL + "elementos/"
PERSON = {"document_type": "CC", "document_number": "1.032.456.789", "first_name": "Ana", "last_name": "Peña"}


def post(client, action, **fields):
    return client.post(URL, {"action": action, **fields})


def text_of(response) -> str:
    return response.content.decode()


def complete_draft(user, **quantities) -> OecRequest:
    prefixed = {f"complete__{name}": value for name, value in quantities.items()}
    return OecRequestFactory(applicant=user, complete=True, **prefixed)


# --- The draft -----------------------------------------------------------------------------------------


def test_looking_at_the_page_begins_no_draft(browser_of, user):
    page = browser_of.get(URL)
    assert page.status_code == 200
    assert not OecRequest.objects.exists()
    assert user.profile.company.legal_representative.document_number in text_of(page)


def test_what_is_typed_is_kept_right_or_wrong(browser_of):
    wrong = {"accreditation-code": "no es un código", "representative-first_name": "  Ramón\x00 "}
    assert post(browser_of, "save", **POSTED | wrong).url == URL
    text = text_of(browser_of.get(URL))
    assert "no es un código" in text
    assert "Ramón" in text
    assert "field-error" not in text


def test_draft_waits_on_another_device_and_there_is_only_one(browser_of, user, basis):
    post(browser_of, "save", **POSTED)
    elsewhere = Client()
    elsewhere.force_login(user)
    post(elsewhere, "add_sector", sector=basis.sectors.first().pk, **POSTED)
    assert OecRequest.objects.count() == 1
    assert "10 lac 001" in text_of(elsewhere.get(URL))


def test_older_page_takes_back_nothing_that_was_typed_since(browser_of, basis):
    htmx = {"HX-Request": "true", "HX-Trigger-Name": "accreditation-code"}
    browser_of.post(URL, {"action": "save", "accreditation-code": "10-LAC-777"}, headers=htmx)
    older = {"action": "add_sector", "sector": basis.sectors.first().pk, **POSTED, "accreditation-code": ""}
    browser_of.post(URL, older, headers={"HX-Request": "true", "HX-Trigger-Name": "action"})
    browser_of.post(URL, older | {"action": "save"}, headers=htmx | {"HX-Trigger-Name": "accreditation-body"})
    assert OecRequest.objects.get().typed == {
        "accreditation-code": "10-LAC-777",
        "accreditation-body": "onac",
    }
    page = text_of(browser_of.get(URL))
    assert "10-LAC-777" in page
    assert "1000000003" in page  # what was prefilled and never touched


def test_absurdly_long_answers_are_cut_in_the_draft(browser_of):
    post(browser_of, "save", **POSTED | {"accreditation-code": "7" * 100_000})
    assert len(OecRequest.objects.get().typed["accreditation-code"]) == 2_000


def test_colleagues_share_their_companys_draft(browser_of, user):
    post(browser_of, "save", **POSTED)
    colleague = ProfileFactory(person_type="juridica", company=user.profile.company).user
    other = Client()
    other.force_login(colleague)
    assert "10 lac 001" in text_of(other.get(URL))
    post(other, "save", **POSTED)
    assert OecRequest.objects.count() == 1


def test_two_drafts_of_one_owner_are_refused_by_the_database(user, basis):
    for applicant in (user, person_user()):
        OecRequestFactory(applicant=applicant)
        with pytest.raises(IntegrityError), transaction.atomic():
            OecRequestFactory(applicant=applicant)


# --- Sectors, people, items ----------------------------------------------------------------------------


def test_sectors_are_added_once_shown_in_full_and_removed(browser_of, basis):
    sector = basis.sectors.get(numeral=11)
    for _ in range(2):
        post(browser_of, "add_sector", sector=sector.pk)
    text = text_of(browser_of.get(URL))
    assert OecRequest.objects.get().sectors.get() == sector
    assert "maquinaria agrícola o pesquera." in text
    post(browser_of, f"remove_sector:{sector.pk}")
    assert not OecRequest.objects.get().sectors.exists()


@pytest.mark.parametrize("sector", ["", "0", "999999", "abc", "-1", "1" * 40, "١"])
def test_sector_that_is_not_in_the_list_gets_a_message(browser_of, sector):
    response = browser_of.post(URL, {"action": "add_sector", "sector": sector}, follow=True)
    assert "Elija un sector de la lista." in text_of(response)


def test_plus_saves_what_was_typed_and_goes_to_the_persons_page(browser_of):
    assert post(browser_of, "add_staff", **POSTED).url == STAFF_URL
    assert OecRequest.objects.get().typed["accreditation-code"] == "10 lac 001"
    assert browser_of.post(STAFF_URL, PERSON).url == URL + "#staff"
    member = StaffMember.objects.get()
    assert (member.document_number, str(member)) == ("1032456789", "Ana Peña")


def test_person_is_edited_and_removed(browser_of):
    browser_of.post(STAFF_URL, PERSON)
    member = StaffMember.objects.get()
    assert post(browser_of, f"edit_staff:{member.pk}").url == f"{STAFF_URL}{member.pk}/"
    assert "1032456789" in text_of(browser_of.get(member.get_absolute_url()))
    browser_of.post(member.get_absolute_url(), PERSON | {"first_name": "Ana Lucía"})
    assert StaffMember.objects.get().first_name == "Ana Lucía"
    post(browser_of, f"remove_staff:{member.pk}")
    assert not StaffMember.objects.exists()


def test_same_document_twice_is_an_error_that_names_the_other(browser_of):
    browser_of.post(STAFF_URL, PERSON)
    response = browser_of.post(STAFF_URL, PERSON | {"document_number": "1032456789", "first_name": "Otra"})
    assert response.status_code == 422
    assert "Ya está en la lista con ese documento: Ana Peña." in text_of(response)
    assert (
        browser_of.post(STAFF_URL, PERSON | {"document_type": "CE", "document_number": "103245"}).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"document_type": ""}, "Seleccione el tipo de documento."),
        ({"document_type": "XX"}, "El tipo de documento debe ser CC"),
        ({"document_number": ""}, "Escriba el número de documento."),
        ({"document_number": "ABC"}, "entre 3 y 10 dígitos"),
        ({"first_name": "   "}, "Escriba los nombres."),
        ({"last_name": ""}, "Escriba los apellidos."),
        ({"first_name": "x" * 201}, "200"),
        ({"first_name": "Ana\x00"}, "nulos"),
        ({"first_name": "\u200b\u115f\x07"}, "Escriba los nombres."),
    ],
)
def test_wrong_person_is_refused_beside_the_field(browser_of, wrong, words):
    response = browser_of.post(STAFF_URL, PERSON | wrong)
    assert response.status_code == 422
    assert words in text_of(response)
    assert "error-summary" in text_of(response)
    assert not StaffMember.objects.exists()


def test_items_are_added_edited_and_removed(browser_of):
    post(browser_of, "add_item", **POSTED)
    browser_of.post(ITEMS_URL, {"description": "Balanza <b>XPR</b>"})
    item = EquipmentItem.objects.get()
    assert "Balanza &lt;b&gt;XPR&lt;/b&gt;" in text_of(browser_of.get(URL))
    browser_of.post(item.get_absolute_url(), {"description": "Balanza XPR, serie 7"})
    assert EquipmentItem.objects.get().description == "Balanza XPR, serie 7"
    post(browser_of, f"remove_item:{item.pk}")
    assert not EquipmentItem.objects.exists()


def test_five_hundred_people_are_accepted_and_one_more_is_not(browser_of, user):
    draft = complete_draft(user, staff=499, items=0)
    assert browser_of.post(STAFF_URL, PERSON).status_code == 302
    full = browser_of.post(STAFF_URL, PERSON | {"document_number": "99999"})
    assert "hasta 500 personas" in text_of(full)
    assert draft.staff_members.count() == 500
    edited = draft.staff_members.first()
    renamed = {
        "document_type": "CC",
        "document_number": "777777",
        "first_name": "Nueva",
        "last_name": "Persona",
    }
    assert browser_of.post(edited.get_absolute_url(), renamed).status_code == 302


def test_thousand_items_are_accepted_and_one_more_is_not(browser_of, user):
    complete_draft(user, items=999)
    assert browser_of.post(ITEMS_URL, {"description": "El milésimo"}).status_code == 302
    assert "hasta 1000 elementos" in text_of(browser_of.post(ITEMS_URL, {"description": "Uno más"}))


# --- Lists that are pasted ------------------------------------------------------------------------------


def test_people_are_pasted_from_a_spreadsheet(browser_of):
    assert post(browser_of, "paste_staff", **POSTED).url == STAFF_URL + "lista/"
    pasted = "CC\t1.032.456.789\tAna María\tPeña\n\nCédula de extranjería;100005;João;de Brito"
    assert browser_of.post(STAFF_URL + "lista/", {"pasted": pasted}).url == URL + "#staff"
    people = StaffMember.objects.values_list("document_type", "document_number", "first_name", "last_name")
    assert list(people) == [("CC", "1032456789", "Ana María", "Peña"), ("CE", "100005", "João", "de Brito")]


def test_items_are_pasted_one_a_line(browser_of):
    browser_of.post(ITEMS_URL + "lista/", {"pasted": "Balanza; serie 1\r\n\r\nPesas E2"})
    assert list(EquipmentItem.objects.values_list("description", flat=True)) == [
        "Balanza; serie 1",
        "Pesas E2",
    ]


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("", "Pegue al menos una línea."),
        ("CC;1;Ana;Peña", "Línea 1: El número de «Cédula de ciudadanía»"),
        ("CC;12345;Ana;Peña\nRUT;12345;Ana;Peña", "Línea 2: "),
        ("CC;12345;Ana;Peña\n\nCC;12.345;Eva;Paz", "Línea 3: repite el documento de la línea 1."),
        ("CC;999999;Ana;Peña", "Línea 1: Ya está en la lista con ese documento: Luz Rey."),
        ("x" * 400_001, "400000"),
        ("\n \n", "Pegue al menos una línea."),
        ("\nCC;1;Ana;Peña", "Línea 2: El número"),
        ("CC;1;Ana;Peña\n" * 501, "La lista tiene 501 líneas y una solicitud admite hasta 500."),
    ],
)
def test_wrong_line_of_a_pasted_list_is_told_and_nothing_is_added(browser_of, pasted, words):
    browser_of.post(
        STAFF_URL,
        {"document_type": "CC", "document_number": "999999", "first_name": "Luz", "last_name": "Rey"},
    )
    response = browser_of.post(STAFF_URL + "lista/", {"pasted": pasted})
    assert response.status_code == 422
    assert words in text_of(response)
    assert StaffMember.objects.count() == 1


def test_pasted_list_that_does_not_fit_is_refused_whole(browser_of, user):
    draft = complete_draft(user, staff=499)
    response = browser_of.post(STAFF_URL + "lista/", {"pasted": "CC;12345;Ana;Peña\nCC;12346;Eva;Paz"})
    assert "hasta 500 personas y la suya ya tiene 499" in text_of(response)
    assert draft.staff_members.count() == 499


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
    assert radicado.notices.get().recipient == user.email
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
def test_each_mistake_is_told_beside_its_field_and_linked_from_the_summary(
    browser_of, user, wrong, field, words
):
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
        draft.staff_members.create(
            document_type="CC", document_number=str(n + 500), first_name="A", last_name="B"
        )
        draft.equipment_items.create(description=f"Otro {n}")
    with CaptureQueriesContext(connection) as with_sixty:
        assert browser_of.get(URL).status_code == 200
    assert len(with_sixty) == len(with_one) <= 12


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
