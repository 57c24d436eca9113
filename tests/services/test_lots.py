"""The lots of materials: how they are offered and asked for, registered in the administration, and read at the desk."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ground.documents.models import Document
from inm_portal.staff_groups import AUDITOR, TREASURY
from legal_calendar.legal_time import long_date
from services import stock
from services.kinds import Service, Shelf
from services.models import Laboratory, Lot, ServiceRequest
from services.views.desk.waiting import requests_waiting
from tests.factories import laboratory_user
from tests.ground.documents.files import pdf
from tests.pqrsd.form_answers import text_of
from tests.services.materials import CODE, NAME, apart, left, lot
from tests.services.requests import at_desk, measurer, officer
from tests.services.test_request_page import answers, page_of
from tests.staff import staff_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ready")]
LOTS = "/servicios/gestion/lotes/"
PAGE = page_of(Service.REFERENCE_MATERIAL)


# --- Asking for one ----------------------------------------------------------------------------------------
@pytest.fixture
def customer(client):
    client.force_login(laboratory_user())
    return client


def typed(**facts: str) -> dict[str, str]:
    """One item of a material of which there are lots; `facts` are its own, or whole names."""
    return answers(Service.REFERENCE_MATERIAL, **{"name": "", "rate": "", "life": "0"} | facts)


def test_what_is_left_stands_beside_each_material_and_each_lot(customer):
    first, second = lot("A", units=4, lasts=100), lot("B", units=8)
    lot("OVER", lasts=-1, made_on=timezone.localdate() - timedelta(days=9))
    lot("NONE", units=1, name="pH 4", blocked_at=timezone.now())
    page = customer.get(PAGE).text
    days = [long_date(each.expires_on) for each in (first, second)]
    assert f"{NAME}: quedan 12 unidades, vencen desde el {days[0]}" in page
    assert f"Solo del lote B: quedan 8 unidades, vence el {days[1]}" in page
    assert "bajo pedido" in page
    assert not re.search("OVER|NONE|pH 4", page)


def test_a_lot_is_asked_for_or_any_of_its_material(customer):
    some = lot("A")
    for value, kept in ((f"material-{some.pk}", stock.ANY_LOT), (str(some.pk), "A")):
        sent = typed(lot=value, quantity="3", life="30", use="control", **{"delivery-way": "envio"})
        sent |= {"delivery-address": "Calle 1, Cali", "delivery-recipient": "Ana, 300"}
        review = text_of(customer.post(PAGE, sent))
        assert "Todavía no se ha radicado nada" in review, review
        assert "Calle 1, Cali" in review
        assert customer.post(PAGE, sent | {"action": "file"}).status_code == 302
        case = ServiceRequest.objects.latest("pk")
        item = case.items.get()
        assert (item.name, item.details) == (NAME, {"lot": kept, "life": "30", "use": "control"})
        assert [(line.code, line.quantity) for line in case.lines.all()] == [(CODE, 3)]
        assert case.details == {
            "delivery_way": "envio", "delivery_address": "Calle 1, Cali", "delivery_recipient": "Ana, 300",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"lot": ""}, "Elija el material."),
        ({"lot": "999"}, "Elija el material."),
        ({"quantity": "11"}, "Hay 10 unidades disponibles del lote A; pida menos o espere el siguiente lote."),
        ({"life": "720"}, "El lote A vence el {ends}, antes de lo que pide."),
        ({"lot": "pedido"}, "Diga qué material quiere."),
    ],
)
def test_what_cannot_be_promised_is_told_beside_it(customer, facts, wrong):
    some = lot("A")
    page = customer.post(PAGE, typed(**{"lot": str(some.pk), "quantity": "2"} | facts))
    assert page.status_code == 422
    assert wrong.format(ends=long_date(some.expires_on)) in text_of(page)


def test_a_lot_that_was_blocked_while_the_page_was_open_is_told(customer):
    some = lot("A")
    lot("B", name="pH 4")
    Lot.objects.filter(pk=some.pk).update(blocked_at=timezone.now())
    told = text_of(customer.post(PAGE, typed(lot=str(some.pk), quantity="2")))
    assert "No hay unidades disponibles del lote A: espere el siguiente lote." in told


def test_the_same_lot_twice_is_told(customer):
    some = lot("A")
    item = {"lot": str(some.pk), "quantity": "2", "life": "0"}
    sent = answers(Service.REFERENCE_MATERIAL, item, **{"name": "", "rate": "", **item})
    assert "Ese material ya está en esta solicitud." in text_of(customer.post(PAGE, sent))


def test_a_link_of_the_tariff_begins_with_the_material_of_its_rate(customer):
    some = lot("A")
    page = customer.get(f"{PAGE}?{CODE}=3")
    assert f'value="material-{some.pk}" selected' in page.text
    lot("B", code="MRC-001", name="Conductividad")
    assert 'value="pedido" selected' in customer.get(f"{PAGE}?MRC-007=1").text


# --- The administration ------------------------------------------------------------------------------------
def registered(client, *, upload: bytes | None = None, **facts: str):
    today = timezone.localdate()
    told = {
        "name": NAME, "code": "mrc-002", "number": "A", "units": "5", "made_on": today.isoformat(),
        "expires_on": (today + timedelta(days=200)).isoformat(), "storage": "", "hazard": "",
        "laboratory": str(Laboratory.objects.get(name="Química y biomedicina").pk),
    }  # fmt: skip
    files = {} if upload is None else {"upload": SimpleUploadedFile("certificado.pdf", upload)}
    return client.post(reverse("admin:services_lot_add"), told | facts | files)


def test_an_officer_registers_a_lot_with_its_certificate(ready):
    client = at_desk(officer())
    assert "Elija el certificado del lote." in registered(client).text
    assert registered(client, upload=b"no es un PDF").status_code == 200
    assert "no tiene un material con ese código" in registered(client, upload=pdf(), code="CAL-001").text
    answer = registered(client, upload=pdf())
    assert answer.status_code == 302, answer.text
    some = Lot.objects.get()
    assert (some.code, some.certificate.content_type) == (CODE, Document.ContentType.PDF)
    page = client.get(reverse("admin:services_lot_change", args=[some.pk])).text
    assert some.certificate.name in page


def test_what_was_promised_of_a_lot_does_not_change_in_the_administration(ready):
    by = officer()
    some = lot("A", units=5)
    apart(by)
    client = at_desk(by)
    address = reverse("admin:services_lot_change", args=[some.pk])
    page = client.get(address).text
    assert not re.search(r'name="(number|expires_on|upload|code)"', page)
    told = {"units": "0", "made_on": some.made_on.isoformat(), "storage": "frío", "hazard": "",
            "laboratory": str(some.laboratory_id)}  # fmt: skip
    assert client.post(address, told).status_code == 200
    assert client.post(address, told | {"units": "7"}).status_code == 302
    some.refresh_from_db()
    assert (some.units, some.storage, some.number) == (7, "frío", "A")


# --- The desk ----------------------------------------------------------------------------------------------
def test_who_reads_the_lots(ready):
    some = lot("A")
    people = {
        "officer": officer(key="11" * 20),
        "auditor": staff_user(AUDITOR, key="22" * 20),
        "treasury": staff_user(TREASURY, key="33" * 20),
        "chemistry": measurer("Química y biomedicina", key="44" * 20),
        "mass": measurer("Masa", key="55" * 20),
    }
    own = f"{LOTS}{some.pk}/"
    found = {
        name: [at_desk(user).get(path).status_code for path in (LOTS, own, f"{own}certificado.pdf", f"{own}bloquear/")]
        for name, user in people.items()
    }
    assert found == {
        "officer": [200, 200, 200, 403],
        "auditor": [200, 200, 200, 403],
        "treasury": [404, 404, 404, 404],
        "chemistry": [200, 200, 200, 200],
        "mass": [200, 404, 404, 404],
    }


def test_the_desk_tells_what_is_left_who_has_it_and_what_ends(ready):
    by, today = officer(), timezone.localdate()
    lot("SOON", lasts=20, units=3)
    lot("OVER", lasts=-1, made_on=today - timedelta(days=9))
    some = lot("A", units=9)
    gone = left(apart(by), by, A=1)
    client = at_desk(by)
    page = text_of(client.get(LOTS))
    for words in ("Vence pronto", "Vencido", "En venta", "1 de 9"):
        assert words in page
    assert [row.number for row in client.get(LOTS, {"estado": Shelf.EXPIRED.value}).context["page"]] == ["OVER"]
    assert [row.number for row in client.get(LOTS, {"q": "soon"}).context["page"]] == ["SOON"]
    assert "Ningún lote cumple" in text_of(client.get(LOTS, {"q": "nada"}))
    assert gone.radicado.number in text_of(client.get(f"{LOTS}{some.pk}/"))
    waiting = {line.words: line.count for line in requests_waiting(by)}
    assert {"Lotes vencidos, con unidades": 1, "Lotes por vencer, con unidades": 1}.items() <= waiting.items()


def test_a_crowd_of_lots_is_paged(ready):
    some = lot("A")
    for number in range(30):
        lot(f"N-{number}", certificate=some.certificate)
    client = at_desk(officer())
    assert len(client.get(LOTS).context["page"]) == 25
    assert len(client.get(LOTS, {"pagina": "2"}).context["page"]) == 6


def test_the_laboratory_blocks_a_lot_and_lifts_it_from_its_page(ready):
    some, client = lot("A"), at_desk(measurer("Química y biomedicina"))
    own = f"{LOTS}{some.pk}/"
    wrong = client.post(f"{own}bloquear/", {"reason": "", "what_to_do": "No lo use."})
    assert (wrong.status_code, "Explique el motivo." in wrong.text) == (422, True)
    told = {"reason": "El pH cambió.", "what_to_do": "No lo use."}
    assert client.post(f"{own}bloquear/", told, follow=True).status_code == 200
    assert "El pH cambió." in client.get(own).text
    assert "ya está bloqueado" in client.get(f"{own}bloquear/").text
    assert client.post(f"{own}levantar/", {"reason": "Se midió otra vez."}).status_code == 302
    some.refresh_from_db()
    assert (some.blocked_at, some.block_reason) == (None, "")
