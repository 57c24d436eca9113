"""The English names of rates and headings: all of the resolution's, with its figures; shown, searched and mended."""

import csv
import re
from collections import Counter

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils.translation import override

from ground.printable import NO_BREAK_SPACE
from inm_portal import staff_groups
from inm_portal.staff_home import staff_home
from tariffs.english import NO_ENGLISH, Names, names_of_page
from tariffs.house_rule import house_rule
from tariffs.models import EnglishName
from tariffs.models.english_name import figures_in
from tariffs.templatetags.names import called, marked
from tariffs.views import catalogue, quote
from tests.staff import staff_user, verified
from tests.tariffs.desk import cells, text_file, xlsx

UNITS = "°C|%|µL|mL|L/h|L|mm²/s|mPa·s|mm|km|kA|kV|kN|N·m|mV|A|V|N|MHz|GHz|kHz|Hz|rpm|hPa|bar|µs|s|mg/L|mg|kg|g"
UNIT = re.compile(rf"(?<=\d) ?({UNITS})(?![\w²·/])")
LIST = reverse("admin:tariffs_englishname_changelist")
IMPORT, EXPORT = LIST + "importar/", LIST + "exportar/"
WEIGHT = "Calibración de pesa clase E1 (1 mg a 5 g)"


def shipped() -> dict[str, str]:
    with (settings.BASE_DIR / "fixtures" / "english_names.csv").open(encoding="utf-8") as file:
        return {row["spanish"]: row["english"] for row in csv.DictReader(file)}


def page_in(language: str, view, path: str, **query) -> str:
    """What the view of that address says."""
    request = RequestFactory().get(path, query)
    request.user, request.htmx, request.resolver_match = AnonymousUser(), False, resolve(path)
    with override(language):
        return view(request).content.decode().replace(NO_BREAK_SPACE, " ")


def english_page(view, path: str, **query) -> str:
    return page_in("en", view, path, **query)


def english_names() -> Names:
    with override("en"):
        return names_of_page()


def forget(spanish: str) -> None:
    name = EnglishName.objects.get(spanish=spanish)
    name.english = ""
    name.save()


# --- What ships -------------------------------------------------------------------------------------------
def test_every_name_of_the_resolution_has_its_own_english(printed):
    names = {row.name for row in (*printed.headings, *printed.rates)}
    assert set(shipped()) == names
    assert len(set(shipped().values())) == len(names)
    for english in shipped().values():
        assert english == " ".join(english.split()).rstrip(".")
        assert not re.search(r"[áéíñ]|\b(de|por|con|hasta|y)\b", english.replace("Bogotá", "")), english


def test_an_english_name_has_the_figures_and_the_units_of_the_spanish():
    for spanish, english in shipped().items():
        assert figures_in(english) == figures_in(spanish), english
        said = spanish.replace("RPM", "rpm").replace("%H.R.", "% RH")
        assert Counter(UNIT.findall(english)) == Counter(UNIT.findall(said)), english


def test_what_ships_is_what_a_new_portal_has_and_what_was_mended_stays(reference_data):
    assert dict(EnglishName.objects.values_list("spanish", "english")) == shipped()
    EnglishName.objects.filter(spanish=WEIGHT).update(english="Calibration of an E1 weight (1 mg to 5 g)")
    call_command("load_reference_data", without_tariffs=True, verbosity=0)
    assert EnglishName.objects.get(spanish=WEIGHT).english == "Calibration of an E1 weight (1 mg to 5 g)"
    assert EnglishName.objects.count() == len(shipped())


# --- Rows -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("hasta 10.000 µL, al 0,5 %", "up to 10 000 µL, at 0.5 %"),
        ("(- 38 °C a 5 °C)", "(−38 °C to 5 °C)"),
        ("guía DKD-R 6-1", "guideline DKD-R 6-1"),
        ("0.7 mm²/s", "0.7 mm²/s"),
    ],
)
def test_figures_are_the_same_however_they_are_written(spanish, english):
    EnglishName(spanish=spanish, english=english).clean()


@pytest.mark.parametrize(
    ("spanish", "english", "wrong"),
    [
        ("de 1 mg a 5 g", "from 1 mg to 50 g", "revise 5, 50"),
        ("(- 38 °C a 5 °C)", "(38 °C to 5 °C)", "revise −38, 38"),
        ("10 000 µL", "10,000 µL", "revise 10000, 10.000"),
        ("3 puntos", "three points", "revise 3"),
    ],
)
def test_other_figures_are_refused(spanish, english, wrong):
    with pytest.raises(ValidationError, match=re.escape(wrong)):
        EnglishName(spanish=spanish, english=english).clean()


def test_an_edition_that_is_published_owes_the_english_of_its_new_names(draft):
    draft.rates.filter(code="CAL-001").update(name="Calibración de astrolabio")
    draft.publish()
    assert [name.spanish for name in EnglishName.objects.filter(english="")] == ["Calibración de astrolabio"]
    draft.headings.model.objects.get(edition=draft, name="Bloques")  # nothing of the edition changed
    name = EnglishName.objects.get(spanish="Calibración de astrolabio")
    name.english = "Calibration of an astrolabe"
    name.save()
    assert [record.english for record in name.history.all()] == ["Calibration of an astrolabe", ""]


# --- Shown ------------------------------------------------------------------------------------------------
def test_a_spanish_page_asks_for_no_names(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert names_of_page().of(WEIGHT) == WEIGHT


def test_an_english_page_asks_once_and_sees_each_change(reference_data, django_assert_num_queries):
    assert english_names().of(WEIGHT) == "Calibration of a class E1 weight (1 mg to 5 g)"
    with django_assert_num_queries(1):
        names = english_names()
    mended = EnglishName.objects.get(spanish=WEIGHT)
    mended.english = "Calibration of an E1 weight (1 mg to 5 g)"
    mended.save()
    assert english_names().of(WEIGHT) == mended.english
    assert english_names().key != names.key


def test_a_name_without_english_is_marked_and_has_its_language():
    names = Names("en", {"Pesa": "Weight"})
    assert marked(called("Pesa", names)) == "Weight"
    assert marked(called("Pesa <E1>", names)) == (
        '<span lang="es">Pesa &lt;E1&gt;</span> <span class="muted">(no English name yet)</span>'
    )
    assert marked(called("Pesa <E1>", Names())) == "Pesa <E1>"


def test_english_pages_have_english_names_and_spanish_ones_their_own(client, edition):
    forget("Laboratorio de volumen")
    page = english_page(catalogue.in_force, "/tarifas/")
    assert "Calibration of a class E1 weight (1 mg to 5 g)" in page
    marked_spanish = re.compile(r"<option.*?</option>|<article.*?</article>|<span lang=.es.>.*?</span>", re.DOTALL)
    assert "Calibración" not in marked_spanish.sub("", page)
    assert '<span lang="es">Laboratorio de volumen</span> <span class="muted">(no English name yet)</span>' in page
    assert page.count(NO_ENGLISH.strip()) >= 3  # its contents twice, its title
    spanish = client.get("/tarifas/").text.replace(NO_BREAK_SPACE, " ")
    assert WEIGHT in spanish
    assert "Calibration" not in spanish
    assert NO_ENGLISH.strip() not in spanish


@pytest.mark.parametrize("query", [{}, {"q": "gas"}])
def test_an_english_page_costs_one_query_more_than_the_spanish(edition, query):
    costs = []
    for language in ("es", "en", "es", "en"):  # each process keeps what it drew the first time
        with CaptureQueriesContext(connection) as asked:
            page_in(language, catalogue.in_force, "/tarifas/", **query)
        costs.append(len(asked))
    assert costs[3] == costs[2] + 1


def test_the_page_of_a_rate_and_a_quote_call_it_by_its_english_name(edition):
    code = edition.rates.get(name=WEIGHT).code
    request = {"t": "015-2020.1", "q": "weight E2", code: "1"}
    page = english_page(quote.quote, "/tarifas/cotizador/", **request)
    assert page.count("Calibration of a class E1 weight (1 mg to 5 g)") >= 4  # line, its controls, account, text
    assert "Calibration of a weight of class E2" in page
    forget(WEIGHT)
    page = english_page(quote.quote, "/tarifas/cotizador/", **request)
    assert f'<strong><span lang="es">{WEIGHT}</span>' in page
    assert f"{code} · {WEIGHT}{NO_ENGLISH}" in page  # as text to copy


def test_the_rule_of_the_house_names_its_groups_in_english(edition):
    with override("en"):
        rule = house_rule(edition)
    listed = [(group.name, group.pic, group.count) for group in rule.listed]
    assert listed[:2] == [("Temperature and humidity", "temperatura", 51), ("Volume", "volumen", 15)]
    assert [name for name, *_ in listed[12:]] == [
        *("Gas meters", "Chemical metrology and biomedicine", "Other calibration services", "Basic core courses"),
        *("Technical core courses", "Other training services", "Technical assistance", "Proficiency testing"),
        *("Certified reference materials", "National and international travel"),
    ]
    assert [group.name for group in house_rule(edition).listed][:2] == ["Temperatura y humedad", "Volumen"]
    assert [group.pic for group in rule.listed] == [group.pic for group in house_rule(edition).listed]


# --- Searched ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("ubbelohde viscometer", ["CAL-232"]),
        ("viscometers VISCOSITY suspend", ["CAL-232"]),  # by the name of its heading, too
        ("pressure balances piston", ["CAL-105"]),
        ("viscosimetro ubbelohde", ["CAL-232"]),  # Spanish all the same
        ("viscometer pistón", []),
    ],
)
def test_english_words_find_rates_on_an_english_page(edition, typed, codes):
    assert [rate.code for rate in edition.rates.matching(typed, english_names().english)] == codes


def test_english_words_find_nothing_on_a_spanish_page(edition):
    assert not edition.rates.matching("viscometer").exists()
    page = english_page(catalogue.in_force, "/tarifas/", q="viscometer")
    assert re.findall(r'<tr id="([^"]+)"', page) == ["CAL-232", "CAL-233"]


# --- The desk ---------------------------------------------------------------------------------------------
@pytest.fixture
def admin(reference_data, client):
    return verified(client, staff_user(staff_groups.TARIFFS))


def listed(page) -> list[str]:
    return [name.spanish for name in page.context["cl"].result_list]


def save(admin, english: str, query: str = "?ingles=falta"):
    """What the list posts with other words in its first row."""
    formset = admin.get(LIST + query).context["cl"].formset
    posted = {field.html_name: field.value() for form in formset for field in form}
    posted |= {field.html_name: field.value() for field in formset.management_form}
    return admin.post(LIST + query, posted | {"form-0-english": english, "_save": "Guardar"})


def test_names_without_english_wait_and_are_written_in_the_list(admin, edition):
    forget(WEIGHT)
    rooms = staff_rooms(admin)
    assert rooms == {"Nombres de tarifas sin inglés": (1, LIST + "?ingles=falta")}
    assert listed(admin.get(LIST + "?ingles=falta")) == [WEIGHT]
    assert save(admin, " Calibration of an E1 weight\n(1 mg to 5 g) ").status_code == 302
    name = EnglishName.objects.get(spanish=WEIGHT)
    assert name.english == "Calibration of an E1 weight (1 mg to 5 g)"
    assert staff_rooms(admin) == {}
    told = admin.get(f"{LIST}{name.pk}/history/").context["page"].object_list
    assert (told[0].verb, told[0].facts[0].after) == ("Cambió", name.english)
    assert told[0].by


def staff_rooms(admin) -> dict[str, tuple[int, str]]:
    rooms = admin.get(reverse(staff_home)).context["rooms"]
    return {each.words: (each.count, each.url) for room in rooms for each in room.waiting}


def test_the_list_refuses_other_figures(admin):
    forget(WEIGHT)
    page = save(admin, "Calibration of a class E1 weight (1 mg to 6 g)")
    assert page.status_code == 200
    assert "Las cifras no son las del español: revise 5, 6." in page.text
    assert EnglishName.objects.get(spanish=WEIGHT).english == ""


def test_the_list_shows_the_names_of_one_edition(admin, draft):
    draft.rates.exclude(code="CAL-105").delete()
    draft.headings.exclude(rates__code="CAL-105").filter(parent__parent=None, children=None).delete()
    shown = listed(admin.get(f"{LIST}?edicion={draft.pk}"))
    assert draft.rates.get().name in shown
    assert set(shown) == {draft.rates.get().name, *draft.headings.values_list("name", flat=True)}


def test_a_name_of_a_draft_may_have_its_english_before_it_is_published(admin, draft):
    draft.rates.filter(code="CAL-001").update(name="Calibración de astrolabio")
    new = {"spanish": "Calibración de astrolabio", "english": "Calibration of an astrolabe"}
    assert admin.post(LIST + "add/", new).status_code == 302
    refused = admin.post(LIST + "add/", {"spanish": "Calibración de nada", "english": ""})
    assert "Ninguna edición, ni un borrador, tiene ese nombre." in refused.text
    draft.publish()
    assert not EnglishName.objects.filter(english="").exists()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_reads_back_without_a_change(admin, kind):
    file = admin.get(EXPORT, {"formato": kind}).getvalue()
    before = EnglishName.history.count()
    page = admin.post(IMPORT, {"file": text_file(file, f"n.{kind}")}, follow=True)
    assert "Nombres en inglés que se guardaron: 0." in page.text
    assert EnglishName.history.count() == before


def test_a_spreadsheet_writes_what_it_says_and_leaves_the_rest(admin, edition):
    forget(WEIGHT)
    assert (WEIGHT, None) in cells(admin.get(EXPORT).content)
    rows = [("Bloques", None), (WEIGHT, "Calibration of an E1 weight (1 mg to 5 g)")]
    page = admin.post(IMPORT, {"file": xlsx(["Español", "Inglés"], *rows)}, follow=True)
    assert "Nombres en inglés que se guardaron: 1." in page.text
    assert EnglishName.objects.get(spanish=WEIGHT).english == "Calibration of an E1 weight (1 mg to 5 g)"
    assert EnglishName.objects.get(spanish="Bloques").english == "Gauge blocks"


def test_a_spreadsheet_with_a_mistake_changes_nothing(admin, edition):
    rows = [("Bloques", "Blocks"), (WEIGHT, "An E1 weight (1 mg to 6 g)"), ("Nada", "Nothing")]
    page = admin.post(IMPORT, {"file": xlsx(["Español", "Inglés"], *rows)})
    assert page.status_code == 422
    assert page.context["errors"] == [
        "Fila 3: Las cifras no son las del español: revise 5, 6. Los miles van con espacio (10 000).",
        "Fila 4: Ninguna edición, ni un borrador, tiene ese nombre.",
    ]
    assert EnglishName.objects.get(spanish="Bloques").english == "Gauge blocks"
    page = admin.post(IMPORT, {"file": xlsx(["Nombre"], ["Bloques"])})
    assert page.context["errors"] == ["La primera fila necesita las columnas «Español» e «Inglés»."]


def test_who_only_reads_the_tariffs_brings_no_names(reference_data, client):
    auditor = verified(client, staff_user(staff_groups.AUDITOR))
    assert auditor.get(LIST).status_code == auditor.get(EXPORT).status_code == 200
    assert auditor.get(IMPORT).status_code == 403
    assert "Importar" not in auditor.get(LIST).text
