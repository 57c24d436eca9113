"""The draft of a request and its lists, by plain posts."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from requests_oec.models import EquipmentItem, OecRequest, StaffMember
from tests.factories import (
    POSTED,
    OecRequestFactory,
    ProfileFactory,
    person_user,
)
from tests.requests_oec.posting import ITEMS_URL, PERSON, STAFF_URL, URL, complete_draft, post, text_of

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


@pytest.mark.parametrize("url", [STAFF_URL, ITEMS_URL, f"{STAFF_URL}lista/", f"{ITEMS_URL}lista/"])
def test_a_rows_form_answers_in_a_dialog_only_where_it_stands_in_one(browser_of, url):
    assert 'data-hx-target="#dialog"' not in browser_of.get(url).text
    assert 'data-hx-target="#dialog"' in browser_of.get(url, headers={"HX-Request": "true"}).text


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
    assert browser_of.post(STAFF_URL, PERSON | {"document_type": "CE", "document_number": "103245"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"document_type": ""}, "Seleccione el tipo de documento."),
        ({"document_type": "XX"}, "El tipo de documento debe ser uno de estos: CC"),
        ({"document_number": ""}, "Escriba el número de documento."),
        ({"document_type": "PEP"}, "El PEP dejó de valer"),
        ({"document_type": "RC"}, "El tipo de documento debe ser uno de estos"),
        ({"document_number": "ABC"}, "entre 3 y 10 dígitos"),
        ({"first_name": "   "}, "Escriba los nombres."),
        ({"last_name": ""}, "Escriba los apellidos; si el documento muestra un solo nombre, escriba aquí un guion."),
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


def test_a_person_with_one_name_is_pasted_typed_and_shown_again(browser_of):
    pasted = "Tipo;Número;Nombres;Apellidos\nCédula;12345;Sukarno;-"
    assert browser_of.post(STAFF_URL + "lista/", {"pasted": pasted}).url == URL + "#staff"
    member = StaffMember.objects.get()
    assert (member.document_type, member.last_name, str(member)) == ("CC", "", "Sukarno")
    shown = browser_of.get(member.get_absolute_url())
    assert 'name="last_name" value="-"' in shown.text
    assert browser_of.post(member.get_absolute_url(), PERSON | {"last_name": "–"}).status_code == 302
    assert StaffMember.objects.get().last_name == ""


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


# --- Undoing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["sectors", "staff", "items"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_what_was_removed_is_told_and_comes_back(browser_of, user, section, headers):
    draft = complete_draft(user, items=1)
    rows = {"sectors": draft.sectors, "staff": draft.staff_members, "items": draft.equipment_items}[section]
    before = [str(row) for row in rows.all()]
    verb = {"sectors": "remove_sector", "staff": "remove_staff", "items": "remove_item"}[section]
    removed = browser_of.post(URL, {"action": f"{verb}:{rows.first().pk}"}, headers=headers)
    assert rows.count() == len(before) - 1
    assert "Deshacer" in (text_of(removed) if headers else text_of(browser_of.get(URL)))
    back = browser_of.post(URL, {"action": "restore"}, headers=headers)
    assert sorted(str(row) for row in rows.all()) == sorted(before)
    assert all(b"told" in answer.headers["HX-Trigger"].encode() for answer in (removed, back) if headers)
    assert "Deshacer" not in text_of(browser_of.get(URL))


def test_undoing_twice_or_after_the_same_person_was_added_again_repeats_nobody(browser_of):
    browser_of.post(STAFF_URL, PERSON)
    post(browser_of, f"remove_staff:{StaffMember.objects.get().pk}")
    StaffMember.objects.create(request=OecRequest.objects.get(), **PERSON | {"document_number": "1032456789"})
    for _ in range(2):
        post(browser_of, "restore")
    assert StaffMember.objects.count() == 1
