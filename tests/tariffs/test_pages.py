"""The published tariffs as anybody sees them."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import caches
from django.urls import reverse

from tariffs.models import Edition, Rate, Resolution
from tariffs.resolution_import import start_edition
from tests.tariffs.editions import DEARER, NEW_NAME, next_resolution, published

ROW = re.compile(r'<tr id="([^"]+)"')


def rows_of(response) -> list[str]:
    return ROW.findall(response.content.decode())


def searched(client, **query) -> list[str]:
    response = client.get("/tarifas/", query)
    assert response.status_code == 200
    return rows_of(response)


# --- Going through them -----------------------------------------------------------------------------------
def test_all_327_rows_are_on_one_page_in_the_order_of_the_resolution(client, edition):
    shown = rows_of(client.get("/tarifas/"))
    assert len(shown) == 327
    assert shown == list(edition.rates.values_list("code", flat=True))


def test_the_page_says_which_resolution_rules_and_since_when(client, edition):
    page = client.get("/tarifas/").content.decode()
    assert "Resolución 015-2020" in page
    assert "Rige desde el 16 de enero de 2020 y sigue vigente" in " ".join(page.split())


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("CAL-001", ["$ 122.000", "0,138983", "USD 46"]),
        ("CAL-105", ["$ 5.808.200", "6,711726", "USD 2.147"]),  # as published, though it contradicts itself
        ("DES-001", ["$ 325.700", "0,371040", "Sin tasa"]),
        ("DES-012", ["Sin tasa", "USD 1.567"]),
        (
            "AT-003",
            ["Aplica la tasa de los servicios de capacitación", "El cliente debe garantizar los equipos"],
        ),
        ("CAL-215", ["Está impreso «Calibración de instrumento de pesaje (Capacidad máxima de 12 hasta 150 kg)."]),
        ("CAP-007", ["Está impreso «Metrología de Corriente Continua y Alterná»."]),
        ("CAP-012", ["en el contexto metroológico legal"]),
        ("CAL-106", ["La medición de masa solo aplica cuando es parte de la unidad pistón cilindro."]),
        ("EA-027", ["El valor final de la tasa del ensayo de aptitud estará sujeto al costo"]),
    ],
)
def test_figures_and_footnotes_stand_in_their_row(client, edition, code, written):
    page = client.get("/tarifas/").content.decode()
    row = page[page.index(f'<tr id="{code}"') :].split("</tr>")[0].replace("\u00a0", " ")
    assert [text for text in written if text not in row] == []


def test_the_page_has_the_whole_act_and_what_its_title_does_not_say(client, edition):
    page = " ".join(client.get("/tarifas/").content.decode().split())
    for said in (
        "EL DIRECTOR GENERAL (E) DEL INSTITUTO NACIONAL DE METROLOGÍA",
        "las previstas en la Resolución 2281 del 12 de diciembre de 2019",
        "definió el costeo de tasas 2020",
        "Firmada por RODOLFO MANUEL GÓMEZ RODRÍGUEZ, Director General (E).",
        "«Vigencia 2020» es parte de su título: rige mientras otra no la modifique o la reemplace",
        "aquí se cuenta desde el día en que se expidió",
        "Está impreso «SERVICIOS LABORATORIO DE VOLÚMEN».",
    ):
        assert said in page


def test_rows_that_contradict_themselves_are_the_two_pressure_balances(client, edition):
    page = client.get("/tarifas/").content.decode()
    flagged = [row for row in page.split("<tr ") if "se conservan las cifras publicadas" in row]
    assert [ROW.match("<tr " + row)[1] for row in flagged] == ["CAL-105", "CAL-106"]


def test_every_link_of_the_contents_leads_to_a_heading(client, edition):
    page = client.get("/tarifas/").content.decode()
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert {"laboratorio-de-presion", "balanzas-de-presion", "servicios-de-capacitacion"} <= anchors
    assert {anchor for anchor in anchors if f'id="{anchor}"' not in page} == set()
    assert len(re.findall(r'id="([^"]+)"', page)) == len(set(re.findall(r'id="([^"]+)"', page)))


def test_two_headings_of_one_name_have_each_its_own_place(client, draft):
    draft.headings.filter(name="Bloques").update(name="Balanzas de presión")
    draft.publish()
    page = client.get("/tarifas/").content.decode()
    assert page.count('<h4 id="balanzas-de-presion">') == 1
    assert page.count('<h4 id="balanzas-de-presion--2">') == 1


def test_the_articles_are_on_the_page_with_their_note(client, edition):
    page = client.get("/tarifas/").content.decode()
    assert page.count('<article id="articulo-') == 9
    assert "no son acumulables" in page
    assert "Nota 10. <p>Decreto 957 de 2019" in page


def test_without_a_published_resolution_the_page_says_so(client, draft):
    page = client.get("/tarifas/")
    assert page.status_code == 200
    assert "no hay ninguna resolución de tarifas vigente" in page.content.decode()


def test_the_menu_the_home_and_the_offer_lead_to_the_tariffs(client, edition):
    for path in ("/", "/servicios/"):
        assert client.get(path).content.decode().count('href="/tarifas/"') >= 3


# --- Everyday words ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("báscula", "CAL-215"),
        ("cronómetro", "CAL-080"),
        ("vernier", "CAL-171"),
        ("reloj", "CAL-080"),
        ("calibrar termómetro", "CAL-001"),
        ("cuánto vale un curso", "CAP-001"),
        ("cuánto cuesta calibrar un pie de rey", "CAL-171"),
    ],
)
def test_everyday_words_find_what_they_mean(client, reference_data, edition, typed, first):
    page = client.get("/tarifas/", {"q": typed})
    assert "estas lo dicen de otra manera" in page.text
    rows = ROW.findall(page.text)
    assert first in rows, rows[:5]
    quote = client.get("/tarifas/cotizador/", {"q": typed}, follow=True)
    assert quote.context["found"]


# --- Searching --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("barométrica cámara", ["CAL-109"]),
        ("CAMARA barometr", ["CAL-109"]),
        ("cal-105", ["CAL-105"]),
        ("balanza de presión", ["CAL-105", "CAL-106"]),
        ("ubbelohde", ["CAL-232"]),
    ],
)
def test_words_find_rows_without_accents_order_or_endings(client, edition, typed, found):
    assert [code for code in searched(client, q=typed) if code in found] == found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"seccion": "costos-de-desplazamiento-a-nivel-nacional-e-internacional"}, 12),
        ({"seccion": "servicios-de-calibracion"}, 244),
        ({"seccion": "servicios-de-capacitacion"}, 31),
        ({"seccion": "otros-servicios-de-capacitacion"}, 3),
        ({"sitio": "on"}, 19),
        ({"moneda": "usd"}, 317),  # all but ten travel costs; words in the place of figures count
        ({"moneda": "cop"}, 325),
        ({"moneda": "usd", "seccion": "costos-de-desplazamiento-a-nivel-nacional-e-internacional"}, 2),
        ({"q": "", "seccion": "", "moneda": ""}, 327),
        ({"otra": "cosa"}, 327),
    ],
)
def test_filters_leave_what_they_say(client, edition, query, expected):
    assert len(searched(client, **query)) == expected


def test_a_laboratory_holds_the_rows_of_the_ones_inside_it(client, edition):
    pressure = searched(client, seccion="laboratorio-de-presion")
    balances = searched(client, seccion="balanzas-de-presion")
    assert balances == ["CAL-105", "CAL-106"]
    assert set(balances) < set(pressure)


@pytest.mark.parametrize("currency", ["cop", "usd"])
def test_one_currency_shows_its_columns_alone(client, edition, currency):
    assert f"rates-in-{currency}" in client.get("/tarifas/", {"moneda": currency}).content.decode()


def test_a_search_without_results_says_what_would_find_something(client, edition):
    response = client.get("/tarifas/", {"q": "balanza xilófono", "sitio": "on"})
    page = response.content.decode()
    assert response.status_code == 200
    assert rows_of(response) == []
    assert '<a href="/tarifas/?q=balanza">balanza</a>' in page
    assert '<a href="/tarifas/?q=xil' not in page.replace("Buscar", "")
    assert "sin los filtros" in page


@pytest.mark.parametrize(
    "typed",
    [":*&|!()", "&", "!!!", "'; --", "\\", "a:b*c", "1.2.3.4 5,6", "%00", "°Ω µ ≤", "0.5e10", "..", "<b>"],
)
def test_no_sign_breaks_the_search(client, edition, typed):
    assert client.get("/tarifas/", {"q": typed}).status_code == 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"q": "a" * 100_000}, "Busque con 200 caracteres o menos."),
        ({"q": "a\x00b"}, "Los caracteres nulos no están permitidos."),
        ({"seccion": "nada"}, "Elija una sección o un laboratorio de la lista."),
        ({"moneda": "EUR"}, "Elija una moneda de la lista."),
    ],
)
def test_what_cannot_be_searched_is_told(client, edition, query, sentence):
    response = client.get("/tarifas/", query)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "<title>Error: " in page


def test_searching_as_one_types_brings_the_results_alone(client, edition):
    response = client.get("/tarifas/", {"q": "balanza"}, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "<html" not in page
    assert "5 tasas encontradas." in " ".join(page.split())
    assert "HX-Request" in response["Vary"]


# --- Addresses --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path",
    [
        "/tarifas/015-2020/",
        "/tarifas/015-2020/v1/",
        "/tarifas/015-2020/v1/CAL-001/",
        "/tarifas/015-2020/CAL-001/",
    ],
)
def test_editions_and_rows_have_an_address_that_stays(client, edition, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/tarifas/016-2020/",
        "/tarifas/015-2020/v2/",
        "/tarifas/015-2020/v9999/",
        "/tarifas/015-2020/v99999/",
        "/tarifas/015-2020/v0/",
        "/tarifas/015-2020/CAL-999/",
        "/tarifas/015-2020/v1/CAL-999/",
        "/tarifas/015-2020/v1/%00/",
        "/tarifas/015-2020/v1/tarifas.doc/",
        "/tarifas/016-2020/cambios/",
        "/tarifas/016-2020/v1/tarifas.pdf",
    ],
)
def test_what_does_not_exist_is_not_found(client, edition, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["", "v1/", "CAL-001/", "v1/CAL-001/", "cambios/", "v1/tarifas.pdf", "v1/tarifas.json"]
)
def test_a_draft_is_never_public(client, draft, path):
    assert client.get(f"/tarifas/015-2020/{path}").status_code == 404


def test_only_reading_is_allowed(client, edition):
    assert client.post("/tarifas/").status_code == 405


def test_a_row_tells_all_that_is_known_of_it(client, edition):
    page = client.get("/tarifas/015-2020/v1/CAL-106/").content.decode()
    for written in (
        "$\u00a0151.100", "0,174605", "USD\u00a056", "Balanzas de presión", "Laboratorio de presión",
        "La medición de masa solo aplica", "está publicada 0,174605, y la división da 0,172134",
        f'href="{reverse("tariffs:quote")}?CAL-105=1&amp;CAL-106=1"',  # with what it is added to
    ):  # fmt: skip
        assert written in page


def test_the_link_to_a_quote_asks_for_the_least_that_is_admitted(client, edition):
    code = edition.rates.get(minimum_quantity=5, footnotes__isnull=True).code
    assert f"?{code}=5" in client.get(f"/tarifas/015-2020/{code}/").content.decode()


# --- Where an instrument lies ---------------------------------------------------------------------------
def test_a_family_of_ranges_stands_on_one_axis(client, edition):
    page = client.get("/tarifas/").text
    masses = page[page.index('id="laboratorio-de-masa"') :].split("</details>")[0]
    assert masses.count('class="rates-axis"') == 1
    assert masses.count('class="span"') == len(ROW.findall(masses)) == 20
    assert [words for words in ("1\xa0mg", "1\xa0g", "1\xa0kg", "1\xa0000\xa0kg") if words not in masses] == []
    # Two ranges of humidity are no family, and what has no range has no bar.
    assert 'class="span"' not in page[page.index('<tr id="CAL-048"') :].split("</tr>")[0]
    assert 'class="span"' not in page[page.index('<tr id="CAL-244"') :].split("</tr>")[0]


@pytest.mark.parametrize(
    ("query", "found", "serving"),
    [
        ({"valor": "2000 A"}, {"CAL-225", "CAL-226", "CAL-227"}, {"CAL-225"}),
        ({"valor": "0 a 70 °C", "q": "digital baño agua"}, {"CAL-024", "CAL-043"}, {"CAL-024", "CAL-043"}),
        ({"valor": "40 g", "q": "disco"}, {"CAL-213", "CAL-214"}, {"CAL-213"}),
        ({"valor": "40 g", "q": "cinta"}, set(), set()),
    ],
)
def test_a_value_shows_the_rates_that_measure_the_same_and_marks_those_that_serve(
    client, edition, query, found, serving
):
    page = client.get("/tarifas/", query).text
    assert set(ROW.findall(page)) == found
    assert set(re.findall(r'<tr id="([^"]+)" class="serves"', page)) == serving
    assert page.count('class="index-mark"') == len(serving)


def test_what_is_no_measure_is_told_and_everything_stays(client, edition):
    response = client.get("/tarifas/", {"valor": "diez kilos"})
    assert response.status_code == 422
    assert "Escriba un número y su unidad" in response.text
    assert len(rows_of(response)) == 327


def test_folds_are_open_when_somebody_searches(client, edition):
    closed, opened = '<details class="rate-fold">', '<details class="rate-fold" open>'
    resting, searching = client.get("/tarifas/").text, client.get("/tarifas/?q=balanza").text
    assert opened not in resting
    assert opened in searching
    assert searching.count(closed) == 1  # the articles'


# --- Editions that follow one another -----------------------------------------------------------------------
@pytest.fixture
def later(edition, printed) -> Edition:
    return published(next_resolution(printed))


def test_the_latest_resolution_is_the_one_in_force(client, later):
    page = client.get("/tarifas/").content.decode()
    assert "Resolución 021-2027" in page
    assert f'id="{later.rates.get(name=NEW_NAME).code}"' in page


def test_a_resolution_that_rules_no_more_says_so_and_names_the_one_that_does(client, later):
    page = client.get("/tarifas/015-2020/").content.decode()
    assert "Estas tasas ya no rigen." in page
    assert '<a href="/tarifas/021-2027/v1/">Resolución 021-2027, versión 1</a>' in page


def test_a_resolution_to_come_is_shown_and_does_not_rule_yet(client, edition, printed):
    published(next_resolution(printed, valid_from=date(2099, 1, 1)))
    assert "Estas tasas todavía no rigen." in client.get("/tarifas/021-2027/").content.decode()
    assert "Resolución 015-2020" in client.get("/tarifas/").content.decode()


def test_a_row_lists_what_it_was_in_every_edition(client, later):
    page = client.get("/tarifas/021-2027/CAL-001/").content.decode()
    assert page.index("/tarifas/021-2027/v1/CAL-001/") < page.index("/tarifas/015-2020/v1/CAL-001/")
    assert "$\u00a0122.000" in page
    assert "$\u00a0128.100" in page


def test_a_row_of_an_older_edition_is_quoted_by_it(client, later):
    assert "?t=015-2020.1&amp;CAL-001=1" in client.get("/tarifas/015-2020/CAL-001/").content.decode()


def test_the_changes_of_the_first_resolution_say_that_it_is_the_first(client, edition):
    page = client.get("/tarifas/015-2020/cambios/").content.decode()
    assert "La Resolución 015-2020 es la primera publicada en este portal." in page


def test_what_changed_since_the_last_resolution(client, later):
    page = " ".join(client.get("/tarifas/021-2027/cambios/").content.decode().split())
    assert "De la Resolución 015-2020 a la Resolución 021-2027" in page
    assert "1 con cambios, 1 nueva y 1 que ya no está." in page
    assert "$ 122.000" in page
    assert "+5,0 % en pesos" in page
    assert NEW_NAME in page
    assert "/tarifas/015-2020/v1/CAL-002/" in page


def test_a_correction_says_what_it_corrected_and_why(client, edition, printed):
    first, *others = printed.rates
    corrected = replace(printed, rates=(replace(first, cop=DEARER), *others))
    published(corrected, reason="Se corrige la primera tasa.")
    page = client.get("/tarifas/015-2020/cambios/").content.decode()
    assert "Qué corrigió la versión 2" in page
    assert "Se corrige la primera tasa." in page
    assert "$\u00a0128.100" in page
    assert "Estas tasas ya no rigen." in client.get("/tarifas/015-2020/v1/").content.decode()
    assert "$\u00a0128.100" in client.get("/tarifas/").content.decode()


def test_a_draft_changes_nothing_that_is_public(client, edition, printed):
    start_edition(next_resolution(printed), reason="Borrador.")
    assert "021-2027" not in client.get("/tarifas/").content.decode()
    assert "021-2027" not in client.get("/tarifas/015-2020/cambios/").content.decode()
    assert "021-2027" not in client.get("/tarifas/015-2020/CAL-001/").content.decode()


# --- Cost ---------------------------------------------------------------------------------------------------
def test_what_a_browser_has_already_is_not_sent_again(client, edition):
    tag = client.get("/tarifas/")["ETag"]
    again = client.get("/tarifas/", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "cold", "warm"),
    [
        ("/tarifas/", 6, 2),
        ("/tarifas/?q=balanza", 7, 3),
        ("/tarifas/?valor=10+kg", 11, 7),
        ("/tarifas/?q=balanza+nada", 11, 7),
        ("/tarifas/015-2020/v1/", 7, 3),
        ("/tarifas/015-2020/v1/CAL-001/", 10, 6),
        ("/tarifas/015-2020/cambios/", 6, 6),
    ],
)
def test_queries_do_not_grow_with_rows_or_editions(
    client, edition, printed, django_assert_num_queries, path, cold, warm
):
    for year in range(2001, 2004):
        old = Resolution.objects.create(number=f"9-{year}", issued_on=date(year, 1, 1), title="Vieja.")
        older = Edition.objects.create(
            resolution=old, reason="Histórica.", valid_from=date(year, 1, 1), valid_to=date(year, 12, 31)
        )
        heading = older.headings.create(position=1, kind="calibracion", name="Servicios de calibración")
        Rate.objects.create(edition=older, heading=heading, position=1, code="CAL-001", name="x", cop=100)
        older.publish()
    if path.endswith("cambios/"):  # the rows of both resolutions, with headings and notes
        cold = warm = 10
    caches["fragments"].clear()
    with django_assert_num_queries(cold):
        client.get(path)
    with django_assert_num_queries(warm):
        client.get(path)
