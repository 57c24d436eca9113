"""The tariffs in English: what the walk over all English pages does not meet (tests/test_english.py)."""

import pickle
import re
from datetime import date

import pytest
from django.utils.translation import override
from pytest_django.asserts import assertContains

from ground.languages import ENGLISH
from tariffs.downloads import FORMATS, contents_of
from tariffs.ranges import asked_for
from tariffs.spanish import Spanish
from tariffs.spoken import spoken
from tests.tariffs.editions import next_resolution, published
from tests.tariffs.test_quote_page import ABROAD, correct
from tests.tariffs.test_quote_page import SMALL_LABORATORY as SMALL
from tests.test_english import spanish

pytestmark = pytest.mark.django_db

RATES, QUOTE = "/en/rates/", "/en/rates/quote/"
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
# What is copied is text, which has no `lang`: names of the resolution stand in it as they are, and addresses.
COPIED = re.compile(r"<textarea.*?</textarea>|http://localhost:8000[^<\" ]*", re.DOTALL)


def told(response) -> str:
    """The page itself, in one line, that says nothing in Spanish unmarked."""
    page = " ".join(MAIN.search(response.content.decode())[0].split())
    assert spanish(COPIED.sub("", page)) == []
    return page


@pytest.mark.parametrize(
    ("address", "sentences"),
    [
        ("", ["327 rates.", "In force since 16 January 2020.", "Mass laboratory"]),
        ("", ["COP 122,000", "0.138983", "USD 2,147", "per gauge block", "Articles of Resolution 015-2020"]),
        ("?q=balanza", ["5 rates found."]),
        ("?q=balanza+nada", ["No rate has everything", "by itself", ">balanza</a>"]),
        ("?q=nada", ["Try fewer words"]),
        ("?q=nada&sitio=1", ["Search for “nada” without the filters"]),
        ("?valor=0.5+kg&q=balanza", ["2 rates found; 1 covers 0.5 kg."]),
        ("?valor=1,000+kg", ["20 rates found; 1 covers 1 000 kg.", ">1 000 kg</text>"]),
        ("?valor=9,999+kg", ["none covers 9 999 kg."]),
        ("015-2020/CAL-105/", ["COP 5,808,200", "6.711726", "the rate in pesos: it is published as", "6.616747"]),
        ("015-2020/v1/AT-003/", ['<span lang="es">Aplica la tasa', "Charged per"]),
        ("015-2020/v1/CAP-029/", ["Maximum", "6 people"]),
        ("015-2020/changes/", ["Resolution 015-2020 is the first one published", "It repeals “<span"]),
        ("quote/?q=calib", ["There are more than 8", "COP 1", "per service", "Add<span"]),
        ("quote/?q=balanza+nada", ["No rate has those words."]),
        ("quote/?q=termom&valor=10+kg", ["No rate with those words states its range in kg."]),
        ("quote/?valor=0.5+to+5+kg&q=balanza", ["2 rates found.", "COP 381,000 per service", "covers 0.5 kg to 5 kg"]),
    ],
)
def test_pages_say_everything_in_english(client, edition, address, sentences):
    page = told(client.get(f"{RATES}{address}", follow=True))
    assert [sentence for sentence in sentences if sentence not in page] == []


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("CAL-001=2", ["COP 244,000", "1 service.", "You pay before the service is provided.", "16 January 2020"]),
        (f"CAL-001=2&{SMALL}", ["− COP 24,400", "Discount (art. 4)", "a small enterprise: 10 % off all rates"]),
        ("CAL-001=1&tamano=grande", ["yours is a large enterprise", "You said: You are a large enterprise"]),
        (f"MRC-001=10&{SMALL}", ["10 units of certified", "of any type: 10 % off only the services"]),
        (f"MRC-001=10&{SMALL}", ["would be worth COP 74,800, but", "applies (art. 4), and not that of art. 5"]),
        ("MRC-001=9", ["With 1 unit more, you get 10 %."]),
        ("CAP-031=1&superior=1", ["Law 30 of 1992", "COP 421,920"]),
        (f"CAL-001=2&{ABROAD}", ["USD 92.00", "Total in dollars", "In United States dollars."]),
        ("CAL-001=1&extranjero=1", ["foreign persons who also are domiciled abroad and pay from outside Colombia"]),
        ("CAL-001=1&contratacion=1", ["You pay as the General Statute of Public Procurement provides (art. 2)."]),
        ("CAL-136=1&DES-001=2", ["COP 1,360,700", "travel costs are added"]),
        ("CAP-029=1&CAP-029p=6&superior=1", ["People, 6 at most", "Provided at your premises"]),
        ("CAL-001=1&MRC-001=10", ["Read otherwise, art. 5 would give COP 783,000", "This calculator takes this one."]),
        ("MRC-001=10&CAP-031=1&superior=1", ["In two quotes", "separately, each quote has its own discount"]),
        ("CAL-136=1", ["travel costs of the on-site service are still missing", "does not include yet"]),
        ("CAL-001=1,000", ["COP 122,000,000", 'value="1000"']),
    ],
)
def test_a_quote_is_english_article_by_article(client, edition, query, sentences):
    page = told(client.get(f"{QUOTE}?{query}", follow=True))
    assert [sentence for sentence in sentences if sentence not in page] == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("CAL-001=dos", "at the ice point (0 °C)”: The quantity must be a whole number"),
        ("CAL-001=20000", "must be a whole number from 1 to 10,000 (art. 1)."),
        ("EA-026=1", "requires at least 5 participants; you said 1 (art. 1)."),
        ("CAL-228=1", "add CAL-225, CAL-226 or CAL-227 (art. 1)."),
        ("CAP-031=1", "for higher education institutions. If you represent one"),
        ("CAP-029=1&CAP-029p=9", "takes 6 people at most; you said 9."),
        ("CAP-029=1", "Say how many people will attend"),
        ("AT-003=1", "choose the service from that list (art. 1)."),
        ("DES-012=1", "only has a rate in dollars"),
        (f"DES-001=1&{ABROAD}", "only has a rate in pesos"),
        ("DES-001=1", "Travel costs are only charged with on-site services"),
        ("CAL-999=1", "The code CAL-999 is not in Resolution 015-2020."),
        ("t=999-2020.1&CAL-001=1", "Press “Calculate” to quote with Resolution 015-2020."),
        ("valor=algo", "Enter a number and its unit"),
    ],
)
def test_a_refusal_is_english(client, edition, query, sentence):
    assert sentence in told(client.get(f"{QUOTE}?{query}", follow=True))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("q=" + "a" * 201, "Search with 200 characters or fewer."),
        ("seccion=nada", "Choose a section or a laboratory from the list."),
        ("moneda=nada", "Choose a currency from the list."),
        ("valor=algo", "Enter a number and its unit, such as “10 kg”"),
    ],
)
def test_a_search_that_is_none_is_refused_in_english(client, edition, query, sentence):
    response = client.get(f"{RATES}?{query}")
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_what_htmx_asks_for_is_english_too(client, edition):
    part = client.get(RATES, {"q": "balanza"}, headers={"HX-Request": "true"})
    assertContains(part, "rates found.")
    assert spanish(part.content.decode()) == []


def test_another_resolution_says_what_changed_and_what_the_same_costs_now(client, edition, printed):
    published(next_resolution(printed))
    page = told(client.get(f"{RATES}021-2027/changes/"))
    assert "1 changed, 1 new and 1 no longer there." in page
    assert "+5.0 % in pesos" in page
    assert "COP 122,000</del>" in page
    page = told(client.get(f"{RATES}015-2020/"))
    assert "These rates are no longer in force." in page
    page = told(client.get(f"{QUOTE}?t=015-2020.1&CAL-001=1"))
    assert "rates that are no longer in force" in page
    assert "the same services cost COP 128,100: COP 6,100 more." in page
    assert "its last day, Resolution 015-2020 is in force" in page


def test_a_correction_says_why_in_the_words_of_who_made_it(client, edition, printed):
    correct(edition, printed, cop=123_000)
    page = told(client.get(f"{RATES}015-2020/changes/"))
    assert 'Reason: <span lang="es">Se corrige una cifra.</span>' in page


def test_without_rates_in_force_it_says_so(client, db):
    assert "No resolution on rates" in told(client.get(RATES))
    assert "no rates in force today to quote with" in told(client.get(QUOTE))


def test_a_resolution_to_come_says_from_when(client, edition, printed):
    published(next_resolution(printed, valid_from=date(2099, 1, 1), valid_to=date(2099, 12, 31)))
    page = told(client.get(f"{RATES}021-2027/"))
    assert "It will be in force from 1 January 2099 to 31 December 2099." in page


def test_languages_are_kept_apart_where_pages_are_kept(client, edition):
    for address, words in ((RATES, "COP 122,000"), ("/tarifas/", "$ 122.000"), (RATES, "COP 122,000")):
        assert words in " ".join(client.get(address).text.split())


def test_downloads_stay_spanish_and_links_to_them_say_so(client, edition):
    page = told(client.get(RATES))
    assert page.count('hreflang="es">') == len(FORMATS)
    download = client.get(re.search(r'href="(/tarifas/[^"]+\.csv)" hreflang="es"', page)[1])
    assert "Tasa S.M.M.L.V." in download.content.decode("utf-8-sig")


def test_figures_of_files_are_those_of_colombia_whatever_the_page(edition):
    with override(ENGLISH):
        table = FORMATS["csv"].write(contents_of(edition)).decode("utf-8-sig")
    assert "0,138983" in table
    assert "Resolución" in table


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,000 kg", "1\xa0000\xa0kg"),
        ("1.000 kg", "1\xa0kg"),
        ("0.5 mm", "0.5\xa0mm"),
        ("0 to 300 °C", "0\xa0°C to 300\xa0°C"),
        ("up to 10 N.m", "up to 10\xa0N·m"),
        ("from 5 kg", "from 5\xa0kg"),
        ("less than 50 mL", "up to 50\xa0mL"),
        ("nothing", "None"),
    ],
)
def test_a_range_is_read_and_written_as_english_does(typed, meant):
    with override(ENGLISH):
        assert str(asked_for(typed)) == meant


def test_words_that_are_kept_can_be_said_again():
    kept = pickle.loads(pickle.dumps(Spanish("La {tariff} no rige el {day}.", tariff="X", day=date(2020, 1, 16))))
    assert kept == "La X no rige el 16/01/2020."
    with override(ENGLISH):
        assert spoken(kept) == "X is not in force on 16 January 2020."
