"""What anybody may learn about a radicado, and what only its filer may."""

import subprocess

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from legal_calendar.legal_time import long_date
from radicados.filing import annul
from radicados.letters import Column, Fields, Table, to_snapshot
from radicados.models import Radicado, SignedLetter
from radicados.tasks import issue_document
from radicados.verification import (
    CODE_ALPHABET,
    CODE_LENGTH,
    Finding,
    normalise_code,
    normalise_number,
    verify_code,
)
from radicados.views import public_blocks
from tests.factories import file_simple, laboratory_user, person_user, simple_letter

CODE = "0123456789ACDEFHJK"


@pytest.fixture
def radicado(db) -> Radicado:
    with transaction.atomic():
        return file_simple(laboratory_user())


@pytest.fixture
def issued(radicado, pki) -> Radicado:
    issue_document(str(radicado.pk))
    radicado.refresh_from_db()
    return radicado


# --- What is typed by hand -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("012345-6789AC-DEFHJK", CODE),
        ("  012345 6789ac defhjk ", CODE),
        ("ol2345-6789ac-defhjk", CODE),
        ("QI2345-6789AC-DEFHJK", CODE),
        ("0123４5-6789AC-DEFHJK", CODE),
        ("01Z34S-G7B9AC-DEFHJK", CODE),
        ("https://portal.example/v/012345-6789AC-DEFHJK", CODE),
        ("portal.example/V/012345-6789ac-defhjk/?utm=x", CODE),
        ("U", "V"),
        ("", ""),
        ("—·«»", ""),
    ],
)
def test_code_forgives_case_separators_and_look_alikes(typed, code):
    assert normalise_code(typed) == code


def test_alphabet_is_its_own_normal_form_and_wide_enough():
    assert normalise_code(CODE_ALPHABET) == CODE_ALPHABET
    assert len(set(CODE_ALPHABET)) ** CODE_LENGTH > 2**80


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2026-E-000001", "2026-E-000001"),
        (" 2026 e 1 ", "2026-E-000001"),
        ("2026E000123", "2026-E-000123"),
        ("Radicado n.º 2026–S–000042.", "2026-S-000042"),
        ("2026-E-1234567", "2026-E-1234567"),
        ("2O26-E-OOOOO1", "2026-E-000001"),
        ("2026-e-00000l", "2026-E-000001"),
        ("2026-S-5", "2026-S-000005"),
        ("2026-X-000001", ""),
        ("26-E-1", ""),
        ("", ""),
        ("2026-E-", ""),
    ],
)
def test_number_forgives_case_separators_and_zeros(typed, number):
    assert normalise_number(typed) == number


# --- Verdicts ------------------------------------------------------------------------------------------


def test_verdict_follows_the_life_of_the_letter(radicado, pki):
    code = radicado.verification_code
    assert verify_code(code).finding is Finding.PENDING
    issue_document(str(radicado.pk))
    assert verify_code(code).finding is Finding.AUTHENTIC
    annul(radicado=radicado, by=radicado.filed_by, reason="Se radicó por error.")
    assert verify_code(code).finding is Finding.ANNULLED


def test_stored_letter_that_was_tampered_with_is_never_called_authentic(issued, client, monkeypatch):
    monkeypatch.setattr(SignedLetter, "from_db", classmethod(_with_a_flipped_byte))
    assert verify_code(issued.verification_code).finding is Finding.CORRUPT
    page = client.get(f"/v/{issued.verification_code}")
    assert "No podemos confirmar este documento" in page.content.decode()
    assert client.get(f"/v/{issued.verification_code}/carta.pdf").status_code == 404


def _with_a_flipped_byte(model, db, names, values):
    """A row as it would be read after somebody got past the database's own guard."""
    row = super(SignedLetter, model).from_db.__func__(model, db, names, values)
    row.pdf = bytes(row.pdf)[:-1] + b"?"
    return row


@pytest.mark.parametrize("code", ["", "A", "A" * 17, "A" * 18, "A" * 19, "%00", "é", "A" * 5000, "../../admin"])
@pytest.mark.django_db
def test_unknown_code_gets_a_clear_page(client, code):
    response = client.get("/v/" + code)
    assert response.status_code == 404
    if "/" not in code and code:
        assert "Ningún documento tiene este código" in response.content.decode()


def test_verification_page_shows_the_letter_with_documents_masked(issued, client):
    page = client.get(f"/v/{issued.verification_code.lower()}")
    text = page.content.decode()
    assert page.status_code == 200
    assert page["X-Robots-Tag"] == "noindex"
    assert "max-age=0, s-maxage=0" in page["Cache-Control"], "an annulment is seen at once"
    for shown in ("Documento auténtico", issued.number, issued.filer_name, issued.sha256):
        assert shown in text


def test_page_kept_for_all_says_nothing_of_how_the_first_typed_the_code(issued, client):
    code = issued.verification_code
    written_otherwise = f"/v/{code[:9]}\u0442\u0435{code[9:]}"
    assert client.get(written_otherwise).status_code == 200
    page = client.get(f"/v/{code}").text
    assert f'href="{settings.PORTAL_BASE_URL}/v/{code}"' in page
    assert "\u0442\u0435" not in page


def test_annulled_letter_says_so_at_once_with_its_reason(issued, client):
    client.get(f"/v/{issued.verification_code}")
    annul(radicado=issued, by=issued.filed_by, reason="Datos equivocados del laboratorio.")
    text = client.get(f"/v/{issued.verification_code}").content.decode()
    assert "ANULADO" in text
    assert "Datos equivocados del laboratorio." in text
    assert "Documento auténtico" not in text


def test_public_letter_is_the_sealed_file(issued, client):
    response = client.get(f"/v/{issued.verification_code}/carta.pdf")
    assert response.content == bytes(SignedLetter.objects.get().pdf)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")


def test_annulled_letter_says_so_on_every_page_and_is_signed_for_nobody(issued, client, admin_client, tmp_path):
    """Wherever it is served; what was signed stays sealed."""
    sealed = bytes(SignedLetter.objects.get().pdf)
    annul(radicado=issued, by=issued.filed_by, reason="Se radicó por error.")
    page = client.get(f"/v/{issued.verification_code}").content.decode()
    assert "Descargar la carta anulada" in page
    assert "debe decir exactamente lo mismo" not in page
    staff = admin_client.get(reverse("admin:radicados_radicado_letter", args=[issued.pk]))
    client.force_login(issued.filed_by)
    own = client.get(f"/radicados/{issued.number}/carta.pdf?descargar")
    public = client.get(f"/v/{issued.verification_code}/carta.pdf")
    assert own.content == public.content == staff.content
    for response in (own, public, staff):
        assert f'filename="radicado-{issued.number}-ANULADO.pdf"' in response["Content-Disposition"]
    copy = tmp_path / "carta.pdf"
    copy.write_bytes(public.content)
    sheets = subprocess.run(["pdftotext", "-layout", copy, "-"], capture_output=True, text=True, check=True).stdout
    for sheet in sheets.rstrip("\f").split("\f"):
        assert f"El radicado {issued.number} y esta carta no tienen validez." in " ".join(sheet.split())
    signatures = subprocess.run(["pdfsig", copy], capture_output=True, text=True, check=False)
    assert "does not contain any signatures" in signatures.stdout
    subprocess.run(["qpdf", "--check", copy], check=True, capture_output=True)
    assert bytes(SignedLetter.objects.get().pdf) == sealed


def test_letter_that_is_not_issued_yet_is_served_to_nobody(radicado, client):
    assert client.get(f"/v/{radicado.verification_code}/carta.pdf").status_code == 404
    client.force_login(radicado.filed_by)
    assert client.get(f"/radicados/{radicado.number}/carta.pdf").status_code == 404


def test_masked_extract_hides_what_the_letter_marks_as_documents():
    letter = simple_letter()
    fields = Fields("Datos", (("Documento", "CC 1032456789"), ("Nombre", "Ana")), documents=("Documento",))
    table = Table("Personas", (Column("Número", 1, is_document=True), Column("Nombre", 1)), (("80123456", "Ana"),))
    snapshot = to_snapshot(letter) | {"blocks": to_snapshot(_with_blocks(letter, fields, table))["blocks"]}
    (kind, masked_fields), (_, masked_table) = public_blocks(Radicado(snapshot=snapshot))
    assert kind == "fields"
    assert masked_fields.rows == (("Documento", "CC ••••••6789"), ("Nombre", "Ana"))
    assert masked_table.rows == (("••••3456", "Ana"),)


def _with_blocks(letter, *blocks):
    return letter.__class__(**{**letter.__dict__, "blocks": blocks})


# --- /verificar/ ---------------------------------------------------------------------------------------


def look_up(client, number, code=""):
    return client.post(reverse("radicados:lookup"), {"number": number, "code": code})


def test_number_and_code_open_the_whole_page(issued, client):
    page = look_up(client, issued.number.lower(), f" {issued.verification_code[:6]} {issued.verification_code[6:]}")
    assert page.status_code == 200
    assert "Documento auténtico" in page.content.decode()


def test_number_alone_reveals_that_it_exists_and_its_date_only(issued, client):
    text = look_up(client, issued.number).content.decode()
    assert issued.number in text
    assert long_date(issued.filed_at) in text
    for hidden in (issued.document_kind, issued.filer_name, issued.verification_code, issued.sha256, issued.subject):
        assert hidden not in text


def test_wrong_code_reveals_no_more_than_the_number_alone(issued, client):
    text = look_up(client, issued.number, "A" * 18).content.decode()
    assert "no corresponde a este radicado" in text
    assert issued.filer_name not in text


def test_code_of_another_radicado_does_not_open_this_one(issued, client):
    with transaction.atomic():
        other = file_simple(person_user())
    text = look_up(client, issued.number, other.verification_code).content.decode()
    assert "no corresponde a este radicado" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "code", "status", "words"),
    [
        ("2026-E-999999", "", 404, "No existe ningún radicado"),
        ("", "", 422, "Escriba el número de radicado"),
        ("abc", "", 422, "Escriba el número completo"),
        ("2026-E-1", "ABC", 422, "usted escribió 3"),
        ("\x00", "", 422, "nulos"),
    ],
)
def test_lookup_says_what_is_wrong(client, number, code, status, words):
    response = look_up(client, number, code)
    assert response.status_code == status
    assert words in response.content.decode()


# --- Guessing ------------------------------------------------------------------------------------------


def test_guessing_is_throttled_by_address_and_knowing_is_not(radicado, client, settings):
    settings.VERIFICATION_MISSES_PER_HOUR = 3
    for _ in range(3):
        assert client.get("/v/" + "A" * 18).status_code == 404
    throttled = client.get("/v/" + "A" * 18)
    assert (throttled.status_code, throttled["Retry-After"]) == (429, "3600")
    assert look_up(client, "2019-E-000077").status_code == 429
    assert look_up(client, radicado.number, "A" * 18).status_code == 429
    assert client.get("/v/" + "A" * 18 + "/carta.pdf").status_code == 429
    # What is right is right, and a page without a code is no guess.
    right = radicado.verification_code
    assert client.get(f"/v/{right}").status_code == 200
    assert look_up(client, radicado.number, right).status_code == 200
    assert look_up(client, radicado.number).status_code == 200
    assert client.get(reverse("radicados:lookup")).status_code == 200
    assert client.get("/v/" + "A" * 18, REMOTE_ADDR="192.0.2.9").status_code == 404


def test_throttle_that_is_down_lets_verification_work(radicado, client, monkeypatch):
    from redis.exceptions import ConnectionError as RedisConnectionError

    def down(*args, **kwargs):
        raise RedisConnectionError("down")

    monkeypatch.setattr(cache, "get", down)
    monkeypatch.setattr(cache, "add", down)
    assert client.get(f"/v/{radicado.verification_code}").status_code == 200
    assert client.get("/v/" + "A" * 18).status_code == 404


# --- The filer's own pages -----------------------------------------------------------------------------


def test_filer_and_colleagues_see_it_and_others_get_404(issued, client):
    from tests.factories import ProfileFactory

    colleague = ProfileFactory(person_type="juridica", company=issued.company).user
    urls = [f"/radicados/{issued.number}/", f"/radicados/{issued.number}/carta.pdf"]
    for user, status in (
        (issued.filed_by, 200),
        (colleague, 200),
        (laboratory_user(), 404),
        (person_user(), 404),
    ):
        client.force_login(user)
        assert [client.get(url).status_code for url in urls] == [status, status], user


def test_private_pages_ask_for_log_in_and_are_not_stored(issued, client):
    url = f"/radicados/{issued.number}/"
    assert client.get(url).url == f"/ingreso/?next={url}"
    client.force_login(issued.filed_by)
    assert "no-store" in client.get(url)["Cache-Control"]
    assert "no-store" in client.get(url + "carta.pdf")["Cache-Control"]


@pytest.mark.django_db
def test_address_that_is_no_number_is_404(client):
    client.force_login(person_user())
    for url in ("/radicados/%00/", "/radicados/x/", "/radicados/2026-E-1/carta.pdf"):
        assert client.get(url).status_code == 404


def test_code_with_a_slash_after_it_is_understood(radicado, client):
    assert client.get(f"/v/{radicado.verification_code}/").status_code == 200


@pytest.mark.parametrize("url", ["/v/AAA", "/verificar/", "/radicados/2026-E-000001/carta.pdf"])
@pytest.mark.django_db
def test_reading_pages_refuse_other_methods(client, url):
    client.force_login(person_user())
    assert client.delete(url).status_code == 405


# --- What may stand in what ------------------------------------------------------------------------------
def test_no_page_holds_another_or_stands_in_one_but_a_letter_in_its_own(client, issued):
    client.force_login(issued.filed_by)
    detail, pdf = (client.get(reverse(f"radicados:{name}", args=[issued.number])) for name in ("detail", "pdf"))
    assert 'class="pdf-viewer"' in detail.text
    for page in (client.get("/ingreso/"), client.get("/contacto/"), detail, pdf):
        policy = dict(part.split(" ", 1) for part in page["Content-Security-Policy"].split("; "))
        held = "'self'" if page is detail else "'none'"
        assert (policy["default-src"], policy["object-src"], policy["frame-src"]) == ("'none'", held, held)
        assert policy["frame-ancestors"] == ("'self'" if page is pdf else "'none'")
        assert page["X-Frame-Options"] == ("SAMEORIGIN" if page is pdf else "DENY")
