"""What people type, and the first thing that they find."""

import unicodedata

import pytest

from inm_portal.search.answer import answer

TARIFFS = "Tarifas de los servicios de metrología"
QUOTE = "Cotizador: calcule el precio de su servicio"
CALIBRATION = "Calibración de equipos metrológicos"
TRAINING = "Capacitación en metrología"
VERIFY = "Verificar un radicado"
LANDING = "Peticiones, quejas, reclamos, sugerencias y denuncias (PQRSD)"
STATE = "Consultar en qué va una PQRSD"
TERMS = "¿Cuándo me responden?"
# Real questions, with the beginning of the title of what they find first.
FIRST = {
    # as the portal says it
    "calibración": CALIBRATION,
    "tarifas": TARIFFS,
    "noticias": "Noticias",
    "mis solicitudes": "Mis solicitudes",
    "comparaciones interlaboratorios": "Comparaciones interlaboratorios",
    "materiales de referencia": "Materiales de referencia",
    "oec": "Solicitud de Comunicación",
    "queja": "Queja",
    "juego de pesas E2": "Calibración de juego de pesas clase E2",
    "pie de rey": "Calibración de pie de rey hasta 500 mm",
    "CAL-105": "Calibración de",
    "artículo 4": "Artículo cuarto de la Resolución 015-2020",
    "viáticos": "Día de viáticos",
    # unfinished, without accents, in the plural
    "calibr": CALIBRATION,
    "termom horno": "Calibración de term",
    "higrometros": "Calibración de higrómetro",
    "PIPETAS MULTICANALES": "Calibración de pipetas de pistón multicanal",
    # everyday words
    "balanza": "Participación en ensayo de aptitud en masa",
    "vernier": "Calibración de pie de rey",
    "báscula": "Participación en ensayo de aptitud en masa",
    "torquímetro": "Participación en ensayo de aptitud en par torsional",
    "micropipetas": "Calibración de pipeta",
    "termocupla": "Calibración de termopar",
    "voltaje": "Calibración de",
    "cuánto vale": TARIFFS,
    "precios": QUOTE,
    "cotizar": QUOTE,
    "descuentos": QUOTE,
    "taller": "Próximos cursos",
    "QR": VERIFY,
    "carta": VERIFY,
    "certificado": VERIFY,
    "verificar documento": VERIFY,
    "pqr": LANDING,
    "derecho de petición": LANDING,
    "¿cómo pongo una queja?": "Queja",
    "en qué va mi solicitud": STATE,
    "¿cuándo me responden?": TERMS,
    "plazos": TERMS,
    "denunciar corrupción": "Denuncia",
    "habeas data": "Consulta sobre datos personales",
    "borrar mis datos": "Reclamo sobre",
    "olvidé mi contraseña": "Recuperar contraseña",
    "registrarme": "Registro de Usuarios",
    "iniciar sesión": "Ingreso de usuarios",
    "teléfono": "Contacto",
    "¿dónde queda el instituto?": "Contacto",
    "horario": "Contacto",
    "cuánto vale calibrar un termómetro": "Participación en ensayo de aptitud en temperatura",
}
# What is misspelt, as it is spelt.
MEANT = {
    "calibrasion": "calibración",
    "calivrasion": "calibración",
    "calibarcion": "calibración",
    "metrolojía": "metrología",
    "metrolgia": "metrología",
    "tremometro": "termómetro",
    "termomtro": "termómetro",
    "precion": "presión",
    "valanza": "balanza",
    "bernier": "vernier",
    "capasitasion": "capacitación",
    "laboratrio de masa": "laboratorio de masa",
    "igrometro": "higrómetro",
    "verifikar dokumento": "verificar documento",
    "kontraseña": "contraseña",
    "denunsia": "denuncia",
}


@pytest.mark.django_db
def test_what_people_ask_finds_first_what_they_mean(indexed):
    found = {typed: next((entry.title for entry in answer(typed).entries[:1]), "nothing") for typed in FIRST}
    wrong = {typed: title for typed, title in found.items() if not title.startswith(FIRST[typed])}
    assert wrong == {}
    assert len(FIRST) >= 40


@pytest.mark.django_db
def test_what_is_misspelt_is_found_and_told_as_it_is_spelt(indexed):
    found = {typed: answer(typed) for typed in MEANT}
    assert {typed: answered.searched for typed, answered in found.items()} == MEANT
    assert [typed for typed, answered in found.items() if answered.is_partial or not answered.entries.exists()] == []


@pytest.mark.django_db
def test_both_unicode_forms_of_an_accent_and_none_find_the_same(indexed):
    forms = [unicodedata.normalize("NFC", "Presión"), unicodedata.normalize("NFD", "Presión"), "presion", "PRESION"]
    found = [list(answer(form).entries.values_list("pk", flat=True)) for form in forms]
    assert found[0]
    assert found == found[:1] * 4


@pytest.mark.django_db
def test_exactly_means_that_nothing_is_spelt_otherwise(indexed):
    exact = answer("calibrasion", exactly=True)
    assert exact.searched == "calibrasion"
    assert not exact.entries.exists()


@pytest.mark.django_db
def test_words_that_are_nowhere_together_find_what_has_some(indexed):
    answered = answer("balanza denuncia")
    assert answered.is_partial
    assert {entry.kind for entry in answered.entries} >= {"tramites", "tasas"}


@pytest.mark.django_db
def test_what_nobody_wrote_finds_nothing(indexed):
    for typed in ("xqzwv", "💡", "'; DROP TABLE search_entry; --", "& | ! :* ( )", "日本語", "\\", "%"):
        answered = answer(typed)
        titles = [entry.title for entry in answered.entries]
        assert titles == [], typed


@pytest.mark.django_db
def test_groups_come_by_their_best_and_count_all(indexed):
    answered = answer("calibración")
    groups = answered.groups()
    assert [group.kind.value for group in groups][:2] == ["tramites", "tasas"]
    assert sum(group.count for group in groups) == answered.entries.count()
    assert max(len(group.entries) for group in groups) == 5
