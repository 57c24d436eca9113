"""Consents: their words, their proof and what the database refuses (Ley 1581 de 2012, arts. 8, 9 and 12)."""

import hashlib
import json
import re
from itertools import product

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from accounts.consents import give, withdraw, wordings_in_force
from accounts.models import Consent, ConsentKind, ConsentText, TaxValueUnit
from accounts.wording import WordingError, fill
from tests.factories import UserFactory

TEXTS = json.loads((settings.BASE_DIR / "fixtures" / "consent_texts.json").read_text())


@pytest.fixture
def request_():
    return RequestFactory().post("/", REMOTE_ADDR="192.0.2.7")


@pytest.fixture
def consent(reference_data, request_):
    user = UserFactory()
    request_.user = user
    return give(user=user, wording=wordings_in_force()[ConsentKind.PERSONAL_DATA], request=request_)


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("NIT {nit}[, correo {email}].", "NIT 1."),
        ("NIT {nit}[, correo {email}][, {city}].", "NIT 1, Bogotá."),
        ("Correo: {email}", "Correo: —"),
        ("[Política: {email}]\n\nSigue.", "Sigue."),
        ("[Por escrito.] Sí.", "Por escrito. Sí."),
        ("{odd}", "{nit} [x]"),
    ],
)
def test_what_is_not_known_is_not_said(template, filled):
    data = {"nit": "1", "email": "", "city": "Bogotá", "odd": "{nit} [x]"}
    assert fill(template, data) == filled


@pytest.mark.parametrize("template", ["{phone}", "{nit.real}", "{", "}", "{}", "[{phone}]"])
def test_text_with_an_impossible_blank_is_refused_before_anybody_sees_it(template):
    with pytest.raises(WordingError):
        fill(template, {"nit": "1"})
    with pytest.raises(ValidationError):
        ConsentText(kind="terms", version=9, label="Sí", text=template.replace("phone", "fax")).clean()


def test_each_kind_of_consent_has_its_text():
    assert sorted(row["kind"] for row in TEXTS) == sorted(ConsentKind.values)


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["kind"])
def test_texts_read_well_whatever_is_known_of_the_entity(row):
    nothing = dict.fromkeys(settings.ENTITY, "")
    everything = dict.fromkeys(settings.ENTITY, "dato")
    for data, said in product((nothing, everything), (row, row["english"])):
        words = fill(said["label"] + "\n\n" + "\n\n".join(said["text"]), data)
        assert not set("[]{}") & set(words)
        assert [slip for slip in (", ,", " ,", ",.") if slip in words] == []


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["kind"])
def test_a_translation_cites_and_counts_what_its_original_does(row):
    def exact(paragraph: str) -> list[str]:
        return sorted(re.findall(r"\d+|{\w+}", paragraph.replace("{name_en}", "{name}")))

    assert exact(row["english"]["label"]) == exact(row["label"])
    assert list(map(exact, row["english"]["text"])) == list(map(exact, row["text"]))


# Ley 1581 de 2012: art. 12 (what is told), art. 8 (rights), art. 5 and 6 (sensitive), art. 7 (minors).
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("personal_data", ["Responsable:", "NIT", "finalidades", "facultativas", "art. 8", "reclamo"]),
        ("personal_data", ["Superintendencia de Industria y Comercio", "prueba", "supresión", "sin costo"]),
        ("sensitive_data", ["voluntario", "art. 5", "étnico", "discapacidad", "sexo", "se borran"]),
        ("guardian", ["interés superior", "escuchada", "art. 7"]),
        ("electronic_notice", ["art. 56", "accede al acto", "retirar"]),
        ("terms", ["ciertos", "buena fe", "Ley 594 de 2000"]),
        ("news", ["voluntario", "retir"]),
    ],
)
def test_texts_tell_what_the_law_asks(kind, said):
    text = "\n".join(next(row["text"] for row in TEXTS if row["kind"] == kind))
    assert [words for words in said if words not in text] == []


def test_reference_data_are_loaded_once_and_what_was_changed_stays(reference_data):
    TaxValueUnit.objects.filter(year=2020).update(norm="Corregida")
    ConsentText.objects.filter(kind="news").update(label="Corregido")
    call_command("load_reference_data", verbosity=0)
    assert TaxValueUnit.objects.get(year=2020).norm == "Corregida"
    assert TaxValueUnit.objects.get(year=2020).pesos == 35_607
    assert ConsentText.objects.get(kind="news").label == "Corregido"
    assert ConsentText.objects.count() == len(TEXTS)


def test_consent_keeps_the_words_their_hash_and_from_where(consent):
    assert settings.ENTITY["nit"] in consent.wording
    assert consent.sha256 == hashlib.sha256(consent.wording.encode()).hexdigest()
    assert consent.given_from == "192.0.2.7"


@pytest.mark.parametrize(
    "change",
    [
        {"wording": "Otra cosa"}, {"sha256": "0" * 64}, {"given_at": "2020-01-01T00:00Z"},
        {"given_from": None}, {"kind": "news"},
    ],
)  # fmt: skip
def test_proof_never_changes(consent, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**change)


def test_withdrawal_is_written_once(consent, request_):
    withdraw(consent=consent, request=request_)
    consent.refresh_from_db()
    assert consent.withdrawn_from == "192.0.2.7"
    for change in ({"withdrawn_at": None}, {"withdrawn_at": "2020-01-01T00:00Z"}, {"withdrawn_from": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.filter(pk=consent.pk).update(**change)


def test_proof_is_not_deleted_even_with_its_user(consent):
    for row in (consent, consent.user):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.delete()


def test_text_that_somebody_accepted_neither_changes_nor_goes(consent):
    accepted = ConsentText.objects.filter(pk=consent.text_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        accepted.update(text="Otra cosa")
    with pytest.raises(IntegrityError), transaction.atomic():
        accepted._raw_delete("default")


def test_text_that_nobody_accepted_may_still_be_corrected(reference_data):
    ConsentText.objects.filter(kind="news").update(text="Corregido")
    ConsentText.objects.get(kind="news").delete()
