"""The cotizador as anybody's browser is answered: prices, reasons, and one address for each quote."""

import re
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import Company
from tariffs.models import Edition, Rate
from tariffs.resolution_import import start_edition
from tests.factories import laboratory_user, person_user

pytestmark = pytest.mark.django_db

PAGE = "/tarifas/cotizador/"
EDITION = "t=015-2020.1"
SMALL_LABORATORY = "tamano=pequena&acredita=1&secundario=1"
ABROAD = "extranjero=1&domicilio=1&pago=1"


@pytest.fixture
def ask(client, edition):
    """`ask("CAL-001=2")` is the page of that address, once it has been led to its own; its figures, which no line
    breaks, with the spaces of a keyboard."""

    def page(query: str = ""):
        response = client.get(f"{PAGE}?{query}", follow=True)
        response.content = response.content.decode().replace("\u00a0", " ").encode()
        return response

    return page


def test_no_line_is_broken_within_a_figure(client, edition):
    for query in ("MRC-001=10&CAL-001=1", ABROAD + "&CAL-001=1"):  # the first has a second reading, in a sentence
        assert not re.findall(r"(?:\$|USD) [0-9][^\n]*", client.get(f"{PAGE}?{EDITION}&{query}").text)


def correct(edition: Edition, printed, **figures) -> Edition:
    """The next version of the resolution, with CAL-001 at other figures."""
    draft = start_edition(printed, reason="Se corrige una cifra.")
    Rate.objects.filter(edition=draft, code="CAL-001").update(**figures)
    draft.publish()
    return draft


def replaced(printed, number: str, valid_from: date, **figures) -> Edition:
    """Another resolution, with CAL-001 at other figures."""
    draft = start_edition(replace(printed, number=number, valid_from=valid_from), reason="Nuevas tasas.")
    Rate.objects.filter(edition=draft, code="CAL-001").update(**figures)
    draft.publish()
    return draft


# --- Prices ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        (
            "CAL-001=2",
            ["$ 244.000", "Cada servicio vale la tasa publicada por su cantidad", "antes del servicio"],
        ),
        (
            f"CAL-001=2&{SMALL_LABORATORY}",
            ["$ 219.600", "Descuento (art. 4)", "− $ 24.400", "salvo los costos de desplazamiento"],
        ),
        (
            "CAL-001=1&tamano=pequena&secundario=1",
            ["$ 122.000", "Si acredita su tamaño al hacer la solicitud"],
        ),
        ("MRC-001=10", ["$ 673.200", "Descuento (art. 5)"]),
        ("CAP-031=1&superior=1", ["$ 421.920", "Descuento (art. 6)"]),
        (f"MRC-001=10&{SMALL_LABORATORY}", ["Descuento (art. 4)", "pero no se acumula con el del art. 4"]),
        (f"CAL-001=2&{ABROAD}", ["USD 92,00", "Los costos bancarios del pago desde el exterior son suyos"]),
        ("CAL-001=1&contratacion=1", ["Estatuto General de la Contratación Pública (art. 2)"]),
        ("CAL-136=1&DES-001=2", ["$ 1.360.700", "se suman los costos de desplazamiento"]),
        ("CAP-001=1&CAP-001s=1&DES-001=1", ["$ 1.492.400"]),
        ("CAP-029=1&CAP-029p=6&superior=1", ["$ 1.842.300"]),
        (
            "CAL-001=1&MRC-001=10",
            [
                "Leído de otra manera, el art. 5 daría $ 783.000",
                "«Dicho descuento aplicará sobre el valor total de la cotización.»: 10 % de todo lo cotizado",
                "«Las tasas correspondientes a los Materiales de Referencia Certificados",
                "total, $ 795.200.",
            ],
        ),
        ("MRC-001=10&CAP-031=1&superior=1", ["Si cotiza por separado", "$ 46.880 menos (art. 7)"]),
        ("CAL-136=1", ["Faltan los costos de desplazamiento del servicio en sitio"]),
        ("EA-026=5", ["$ 13.015.500"]),
        ("CAL-001=10.000", ["$ 1.220.000.000"]),
        ("CAL-001=2&CAL-001=3", ["$ 610.000"]),
    ],
)
def test_price_comes_with_the_article_of_every_peso(ask, query, sentences):
    page = ask(query)
    for sentence in sentences:
        assertContains(page, sentence)


def test_every_article_of_the_trace_leads_to_its_text(ask):
    page = ask(f"CAL-001=1&{ABROAD}")
    for number in (1, 2, 4, 5, 6, 7, 8, 9):
        assertContains(page, f'href="/tarifas/015-2020/v1/#articulo-{number}"')


def test_what_the_customer_said_stands_beside_the_price(ask):
    page = ask(f"CAL-001=1&{SMALL_LABORATORY}")
    assertContains(page, "Usted indicó: Es una pequeña empresa · Acreditará ese tamaño · Es un laboratorio")


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("EA-027=5", "sujeto al costo del ítem de comparación"),
        ("CAL-105=1&CAL-106=9", "solo aplica cuando es parte de la unidad pistón cilindro"),
        # A course at the customer's is priced by its own row, and has the note of the row that leads to it.
        ("CAP-001=1&CAP-001s=1", "El cliente debe garantizar los equipos necesarios"),
    ],
)
def test_footnotes_stand_beside_their_rows_in_the_account_and_in_the_text(ask, query, note):
    page = ask(query)
    account = page.text.split('id="quote-account"')[1]
    text = page.text.split('<textarea id="quote-text"')[1].split("</textarea>")[0]
    assert note in account.split("</table>")[0]
    assert note in text


def test_a_course_at_the_institute_has_no_note_of_those_on_site(ask):
    assertNotContains(ask("CAP-001=1"), "El cliente debe garantizar")


def test_a_row_that_lacks_what_it_is_added_to_offers_it(ask):
    page = ask("CAL-031=2")
    assertContains(page, ">Agregar CAL-030</button>", status_code=422)
    assertNotContains(ask("CAL-031=2&CAL-030=1"), "Agregar CAL-030")


def test_page_says_that_it_binds_nobody_and_how_long_prices_are_good(ask):
    page = ask("CAL-001=1")
    assertContains(page, "no obliga al INM ni reserva un turno")
    assertContains(page, "valen mientras rija la Resolución 015-2020 (arts. 3 y 9)")


# --- The total in sight, and what to do with it ---------------------------------------------------------
def test_the_whole_quote_is_there_as_text_with_its_address(ask, settings):
    page = ask(f"CAL-136=2&DES-001=3&{SMALL_LABORATORY}")
    text = page.text.split('<textarea id="quote-text"')[1].split("</textarea>")[0]
    for said in (
        "Resolución 015-2020, versión 1",
        "CAL-136 · Calibración de mármol de medición. Servicio en sitio.",
        "3 × $ 325.700 = $ 977.100",
        "Descuento (art. 4): − $ 141.860",
        "TOTAL: $ 2.253.840",
        "Es una orientación, no una oferta.",
        f"{settings.PORTAL_BASE_URL}{PAGE}?{EDITION}&amp;CAL-136=2&amp;DES-001=3",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("CAL-001=2", "Total en pesos"),
        (f"CAL-001=2&{ABROAD}", "Total en dólares"),
        ("CAL-001=x", "Corrija lo que está"),
    ],
)
def test_the_bar_says_the_total_or_why_there_is_none(ask, query, said):
    bar = ask(query).text.split('id="quote-bar"')[1].split("</section>")[0]
    assert said in bar


def test_an_empty_quote_has_no_bar_and_the_page_tells_how_to_ask_for_the_services(ask):
    assert "hidden" in ask().text.split('id="quote-bar"')[1].split(">")[0]
    assertContains(ask("CAL-001=1"), "Convertir en solicitud")


MATERIALS, TESTS, ON_SITE = "materiales-de-referencia", "ensayos-de-aptitud", "CAL-216=1"


@pytest.mark.parametrize(
    ("query", "ways"),
    [
        ("CAL-001=2", [("calibracion", "CAL-001=2")]),
        ("CAL-001=2&CAL-002=1", [("calibracion", "CAL-001=2&amp;CAL-002=1")]),
        (f"CAL-001=2&{ON_SITE}&DES-001=1", [("calibracion", "CAL-001=2"), ("calibracion", ON_SITE)]),
        (
            "MRC-001=9&EA-020=1&tamano=micro",
            [(MATERIALS, "MRC-001=9&amp;tamano=micro"), (TESTS, "EA-020=1&amp;tamano=micro")],
        ),
    ],
)
def test_a_quote_becomes_a_request_for_each_of_its_services_and_places(ask, query, ways):
    page = ask(query).text.split('id="request-title"')[1].split("</section>")[0]
    found = re.findall(r'href="/servicios/([a-z-]+)/solicitar/\?t=015-2020.1&amp;([^"]*)"', page)
    assert found == ways
    assert ("desplazamiento no se piden" in page) == ("DES-" in query)
    assert ("Cada solicitud es de un servicio" in page) == (len(ways) > 1)


# --- Where an instrument lies ----------------------------------------------------------------------------
def test_what_serves_an_instrument_comes_first_and_is_marked_on_the_axis(ask):
    page = ask("q=pesa&valor=20+kg")
    codes = [row["rate"].code for row in page.context["found"]]
    serving = [row["rate"].code for row in page.context["found"] if row["serves"]]
    assert serving == codes[: len(serving)] == ["CAL-202", "CAL-215"]
    assert page.text.count('class="axis"') == 1
    assert page.text.count('class="span"') == len(codes) == 8
    assert page.text.count('class="index-mark"') == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("valor=diez+kilos", "Escriba un número y su unidad"),
        ("q=cinta&valor=10+kg", "Ninguna tasa dice su alcance en kg con esas palabras"),
        ("valor=20+L/h", "2 tasas encontradas."),
    ],
)
def test_a_value_alone_finds_and_what_is_none_is_told(ask, query, said):
    assertContains(ask(query), said)


# --- One address ----------------------------------------------------------------------------------------
def test_first_visit_has_nothing_chosen_and_no_price(ask):
    page = ask()
    assert (page.status_code, page.redirect_chain) == (200, [])
    assertContains(page, "Todavía no ha elegido nada")
    assertNotContains(page, "Artículo por artículo")


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("CAL-001=1", f"{EDITION}&CAL-001=1"),
        (f"q=&CAL-001=1&tamano=&{EDITION}&utm_source=x", f"{EDITION}&CAL-001=1"),
        (f"{EDITION}&CAL-001=1&CAL-002=1&quitar=CAL-001", f"{EDITION}&CAL-002=1"),
        (f"{EDITION}&CAL-001=1&CAL-001=1&q=termom", f"{EDITION}&q=termom&CAL-001=2"),
        (f"{EDITION}&CAL-001=1&valor=10 kg&q=pesa", f"{EDITION}&q=pesa&valor=10+kg&CAL-001=1"),
        (f"{EDITION}&CAL-001=&q=%00%20a", f"{EDITION}&q=a&CAL-001="),
    ],
)
def test_each_quote_has_one_address(client, edition, asked, address):
    assertRedirects(client.get(f"{PAGE}?{asked}"), f"{PAGE}?{address}", fetch_redirect_response=False)
    assert client.get(f"{PAGE}?{address}").status_code in {200, 422}


def test_link_to_keep_is_of_the_portal_and_has_no_search(ask, settings):
    page = ask(f"CAL-001=2&tamano=micro&q=termom&{EDITION}")
    link = f"{settings.PORTAL_BASE_URL}{PAGE}?{EDITION}&amp;CAL-001=2&amp;tamano=micro"
    assertContains(page, f'value="{link}"')


def test_link_is_not_made_of_the_host_header(client, edition):
    page = client.get(f"{PAGE}?{EDITION}&CAL-001=2", headers={"host": "127.0.0.1"})
    assertNotContains(page, "http://127.0.0.1")


def test_only_get_is_answered(client, edition):
    assert client.post(PAGE, {"CAL-001": "1"}).status_code == 405


# --- Searching and adding -------------------------------------------------------------------------------
def test_rows_are_found_by_unfinished_words_and_added_with_a_button(ask):
    page = ask("q=termom+hielo")
    assertContains(page, 'name="CAL-001"')
    assertContains(page, "$ 122.000 por servicio")


def test_rows_are_found_by_their_code(ask):
    assertContains(ask("q=cal-105"), 'name="CAL-105"')


def test_a_row_with_a_minimum_is_added_with_it(ask):
    assertContains(ask("q=EA-026"), 'name="EA-026"\nvalue="5"')


def test_prices_of_what_is_found_are_in_the_currency_of_the_customer(ask):
    assertContains(ask(f"q=termom+hielo&{ABROAD}"), "USD 46 por servicio")
    assertContains(ask(f"q=DES-001&{ABROAD}"), "Solo tiene tasa en pesos")


def test_a_row_without_a_price_says_what_applies_and_cannot_be_added(ask):
    page = ask("q=AT-003")
    assertContains(page, "Aplica la tasa de los servicios de capacitación")
    assertNotContains(page, 'name="AT-003"')


def test_too_many_and_none_found_are_told(ask):
    assertContains(ask("q=calibracion"), "Hay más de 8")
    assertContains(ask("q=%25"), "En «%» no hay letras ni números")
    assertContains(ask("q=xyzzy"), "Nada en la tarifa tiene esas palabras")


# --- Bad input ------------------------------------------------------------------------------------------
RANGE = "debe ser un número entero de 1 a 10.000 (art. 1)."


@pytest.mark.parametrize("typed", ["0", "-1", "1000000000", "tres", "1,5", "", "²", "1\x00", "9" * 400, "<b>"])
def test_bad_quantities_are_told_beside_the_field_and_in_the_summary_and_stay(ask, typed):
    page = ask(f"CAL-001={quote(typed)}&CAL-002=2")
    assert page.status_code == 422
    assertContains(page, RANGE, count=2, status_code=422)
    assertContains(page, '<a href="#id_CAL-001">«Calibración de termómetro de resistencia en punto', status_code=422)
    assertContains(page, "</span> La cantidad debe ser un número", status_code=422)  # its name stands above the field
    assertContains(page, "<title>Error: Cotizador", status_code=422)
    kept = typed.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    assert page.context["lines"][0]["quantity"].value() == kept
    assert page.context["lines"][1]["quantity"].value() == "2"
    assertNotContains(page, "Artículo por artículo", status_code=422)


@pytest.mark.parametrize(
    ("query", "sentence", "control"),
    [
        ("CAL-999=1", "El código CAL-999 no está en la Resolución 015-2020", "id_CAL-999"),
        ("EA-026=4", "Exige mínimo 5 participantes; usted indicó 4", "id_EA-026"),
        ("CAP-029=1&CAP-029p=7&superior=1", "Admite máximo 6 personas; usted indicó 7", "id_CAP-029p"),
        ("CAP-029=1&superior=1", "Indique cuántas personas asistirán", "id_CAP-029p"),
        ("CAP-029=1&CAP-029p=x&superior=1", "Indique cuántas personas asistirán", "id_CAP-029p"),
        ("CAP-031=1", "Es para instituciones de educación superior", "id_CAP-031"),
        ("CAL-228=1", "agregue CAL-225, CAL-226 o CAL-227 (art. 1).", "id_CAL-228"),
        ("AT-003=1", "No tiene tasa propia. Aplica la tasa de los servicios", "id_AT-003"),
        ("CAL-136=1&DES-011=1", "Solo tiene tasa en dólares", "id_DES-011"),
        (f"CAL-136=1&DES-001=1&{ABROAD}", "Solo tiene tasa en pesos", "id_DES-001"),
        ("CAL-001=1&DES-001=1", "solo se cobran con servicios en sitio", "lines"),
        ("t=099-1999.1&CAL-001=1", "nombra una tarifa que no está publicada, «099-1999.1»", "lines"),
        ("t=%00&CAL-001=1", "nombra una tarifa que no está publicada", "lines"),
        ("t=015-2020.99999&CAL-001=1", "nombra una tarifa que no está publicada", "lines"),
    ],
)
def test_what_cannot_be_priced_says_why_where_it_is_to_be_mended(ask, query, sentence, control):
    page = ask(query)
    assertContains(page, sentence, status_code=422)
    assertContains(page, f'<a href="#{control}">', status_code=422)
    assertContains(page, f'id="{control}"', status_code=422)


def test_everything_that_is_wrong_is_told_at_once(ask):
    page = ask("CAL-001=x&CAL-999=1&EA-026=1&CAP-029=1&CAP-029p=9&superior=1")
    assert len(page.context["lines"]) == 4
    assertContains(page, '<a href="#id_', count=4, status_code=422)


def test_two_hundred_rows_are_too_many_and_none_is_lost(ask):
    page = ask("&".join(f"CAL-{number:03}=1" for number in range(1, 201)))
    assertContains(page, "admite hasta 100 servicios distintos; la suya tiene 200", status_code=422)
    assert len(page.context["lines"]) == 200


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "a" * 5_000,
        "q=%3A*%26|!()'\\",
        "q=%F0%28%8C%28",
        "CAL-001=%F0%28",
        "=1",
        "&&&",
        "t=.&t=..1",
        "t=015-2020.-1",
        "t=015-2020.١",
        "tamano[]=x&quitar=%00",
        "CAL-99999999=1",
    ],
)
def test_hostile_addresses_are_answered(ask, query):
    assert ask(query).status_code in {200, 422}


# --- Who asks -------------------------------------------------------------------------------------------
def test_facts_of_the_companys_registration_come_filled_in(ask, client):
    user = laboratory_user()
    Company.objects.filter(pk=user.profile.company_id).update(size="micro", is_secondary_laboratory=True)
    client.force_login(user, "accounts.backends.AccountBackend")
    page = ask("CAL-001=1")
    assert urlsplit(page.redirect_chain[-1][0]).query == f"{EDITION}&CAL-001=1&tamano=micro&secundario=1"
    assertContains(page, "Si acredita su tamaño")


def test_facts_of_a_person_abroad_come_filled_in(ask, client):
    user = person_user()
    type(user.profile).objects.update(country="CL", is_domiciled_abroad=True, pays_from_abroad=True)
    client.force_login(user, "accounts.backends.AccountBackend")
    page = ask()
    assert page.context["customer_form"].customer.pays_from_abroad
    assertContains(ask("CAL-001=1"), "USD 46,00")


def test_an_address_that_was_answered_already_is_not_filled_in_again(ask, client):
    user = laboratory_user()
    Company.objects.filter(pk=user.profile.company_id).update(is_higher_education=True)
    client.force_login(user, "accounts.backends.AccountBackend")
    assert not ask(f"{EDITION}&CAL-001=1").context["customer_form"].customer.is_higher_education


# --- Other editions -------------------------------------------------------------------------------------
def test_link_prices_with_its_edition_and_says_which_one_rules_now(ask, edition, printed):
    correct(edition, printed, cop=150_000)
    page = ask(f"{EDITION}&CAL-001=2")
    assertContains(page, "$ 244.000")
    assertContains(page, "ya no es la vigente")
    assertContains(page, "Con ella, lo mismo vale $ 300.000: $ 56.000 más.")
    assertContains(page, f'href="{PAGE}?t=015-2020.2&amp;CAL-001=2"')
    assert parse_qs(urlsplit(ask("CAL-001=2").redirect_chain[-1][0]).query)["t"] == ["015-2020.2"]


def test_link_to_a_resolution_that_was_replaced_prices_as_on_its_last_day(ask, printed):
    today = timezone.localdate()
    replaced(printed, "020-2026", today - timedelta(days=10), cop=100_000)
    page = ask(f"{EDITION}&CAL-001=1")
    assert page.context["quote"].on == today - timedelta(days=11)
    last_day = f"{today - timedelta(days=11):%d/%m/%Y}"
    assertContains(page, f"El {last_day}, su último día de vigencia, rige la Resolución 015-2020")
    assertContains(page, "su último día de vigencia.")
    assertContains(page, "Con ella, lo mismo vale $ 100.000: $ 22.000 menos.")
    assertContains(page, "usted asume la diferencia (art. 8, parágrafo)")


def test_a_row_that_the_new_tariff_has_no_more_is_told(ask, edition, printed):
    draft = start_edition(printed, reason="Se retira un servicio.")
    draft.rates.filter(code="CAL-001").delete()
    draft.publish()
    page = ask(f"{EDITION}&CAL-001=1")
    assertContains(page, "$ 122.000")
    assertContains(page, "Con ella no se puede cotizar lo mismo: El código CAL-001 no está")


def test_link_to_a_tariff_to_come_says_since_when(ask, printed):
    begins = timezone.localdate() + timedelta(days=30)
    replaced(printed, "001-2099", begins, cop=200_000)
    page = ask("t=001-2099.1&CAL-001=1")
    assertContains(page, "que todavía no rige")
    assert page.context["quote"].on == begins


def test_a_draft_cannot_be_quoted(ask, edition, printed):
    start_edition(printed, reason="En preparación.")
    assertContains(ask("t=015-2020.2&CAL-001=1"), "no está publicada", status_code=422)


def test_without_a_tariff_in_force_the_page_says_so(client, draft):
    assertContains(client.get(PAGE), "no hay una tarifa vigente")
    assertContains(client.get(f"{PAGE}?CAL-001=1"), "no hay una tarifa vigente")


def test_queries_do_not_grow_with_the_lines(client, edition, django_assert_max_num_queries):
    many = "&".join(f"CAL-{number:03}=1" for number in range(1, 101))
    with django_assert_max_num_queries(5):
        assert client.get(f"{PAGE}?{EDITION}&q=termom&{many}").status_code == 200


def test_the_last_day_of_what_was_corrected_is_the_eve_of_the_correction(ask, edition, printed):
    today = timezone.localdate()
    correction = start_edition(replace(printed, valid_from=today - timedelta(days=3)), reason="Otra tasa.")
    correction.published_at = timezone.now() - timedelta(days=30)
    correction.save()
    assert ask(f"{EDITION}&CAL-001=1").context["quote"].on == today - timedelta(days=4)
