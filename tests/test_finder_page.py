"""The finder as a page: what it shows, in both languages, and what it answers to what is not offered."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from inm_portal import staff_groups
from tariffs.models import FinderWord
from tests.pqrsd.form_answers import text_of
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data", "edition")]


def asked(client, typed: str, language: str = "es", **more: str):
    with override(language):
        return client.get(reverse("finder"), {"q": typed} | more)


def section(page, name: str) -> str:
    """The words of a section of the page."""
    return page.text.partition(f'id="{name}-title"')[2].partition("</section>")[0]


def asks_for(page) -> list[str]:
    return re.findall(r'href="(/servicios/[a-z-]+/solicitar/\?[^"]*)"', page.text)


def test_a_word_leads_to_its_laboratory_its_rates_and_its_request(client):
    page = asked(client, "calibración de vernieres")
    told = text_of(page)
    assert "2 tasas para «calibración de vernieres»" in told
    assert "¿Mide hasta 500 mm, o más?" in told
    assert "Laboratorio de longitud" in told
    assert "/servicios/calibracion/solicitar/?CAL-170=1&amp;q=calibraci%C3%B3n+de+vernieres" in asks_for(page)


def test_what_it_measures_decides_and_what_no_rate_serves_is_said(client):
    page = asked(client, "báscula de 30 kg")
    rates = section(page, "rates")
    assert "le sirve para 30" in rates
    assert "CAL-215" in rates
    assert "CAL-216" not in rates
    assert "Las que no le sirven" in page.text
    assert "Ninguna de estas tasas dice que le sirva para 200" in text_of(
        asked(client, "báscula", valor="200 kg")
    ).replace("\xa0", " ")
    wrong = asked(client, "báscula", valor="mucho")
    assert wrong.status_code == 422
    assert "Escriba un número y su unidad" in text_of(wrong)


@pytest.mark.parametrize("typed", ["sonómetro", "autoclaves", "termometro infrarojo", "xyzzy"])
def test_what_is_not_offered_is_said_and_may_be_asked(client, typed):
    page = asked(client, typed)
    assert "Hoy no está en la tarifa" in text_of(page)
    assert asks_for(page) == [
        next(way for way in asks_for(page) if way.startswith("/servicios/calibracion/solicitar/?q="))
    ]
    assert reverse("pqrsd:landing") in section(page, "consult")


def test_the_nearest_rates_are_told_to_be_that(client):
    page = asked(client, "cronómetro")
    assert "estas son las más cercanas" in text_of(page)
    assert "CAL-102" in section(page, "near")


def test_a_word_that_finds_dozens_shows_each_once_by_its_laboratory(client):
    page = asked(client, "termómetro")
    found = re.findall(r'/tarifas/015-2020/((?:CAL|EA)-\d+)/"', page.text)
    assert len(found) == len(set(found)) > 40
    narrower = {word.name for word in page.context["finding"].narrower}
    assert {"termómetro de vidrio", "termómetro digital", "termopar"} <= narrower, "one press leaves fewer"
    assert len(page.text) < 150_000


def test_dozens_of_rates_cost_no_more_queries_than_one(client, django_assert_num_queries):
    for typed in ("cuentametros", "termómetro"):
        asked(client, typed)
        with django_assert_num_queries(7):
            asked(client, typed)


def test_in_english_it_is_asked_in_english_and_answered_so(client):
    page = asked(client, "caliper", "en")
    assert page.wsgi_request.path == "/en/services/find/"
    assert "Does it measure up to 500 mm, or more?" in text_of(page)
    assert 'href="/en/services/calibration/request/?CAL-' in section(page, "rates")
    assert 'hreflang="es"' not in section(page, "rates")


def test_without_words_it_says_how_to_ask(client):
    assert "Por ejemplo:" in text_of(asked(client, ""))
    assert asked(client, "a" * 201).status_code == 422


def test_the_administration_tells_codes_that_are_not_in_force_and_takes_no_name_twice(client):
    verified(client, staff_user(staff_groups.TARIFFS))
    word = FinderWord.objects.create(words="astrolabio", codes="CAL-170, CAL-999")
    listed = client.get(reverse("admin:tariffs_finderword_changelist"), {"codigos": "faltan"})
    assert "astrolabio" in listed.text
    assert "CAL-999" in listed.text
    assert [entry.words for entry in listed.context["cl"].result_list] == ["astrolabio"], "all that ships is in force"
    assert "Palabras del buscador con códigos que no rigen" in client.get(reverse("staff_home")).text
    change = reverse("admin:tariffs_finderword_change", args=[word.pk])
    answered = client.post(change, {"words": "astrolabio, Verniers", "codes": "CAL-170; CAL 5"})
    assert "«Verniers» ya está en" in text_of(answered)
    assert "no es un código" in text_of(answered)
    assert client.post(change, {"words": "astrolabio", "codes": "CAL-170…171"}).status_code == 302
