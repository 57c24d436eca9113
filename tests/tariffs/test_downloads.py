"""The tariffs as files: each names its resolution and has every row, figures included."""

import csv
import io
import json
import subprocess
from decimal import Decimal
from hashlib import sha256

import pytest
from django.utils.timezone import localdate
from openpyxl import load_workbook

from legal_calendar.legal_time import long_date
from tariffs.downloads import FORMATS, KEPT
from tariffs.models import Booklet
from tariffs.tasks import make_booklet
from tests.tariffs.editions import next_resolution, published
from tests.triggers import without_triggers

pytestmark = pytest.mark.thorough

HOSTILE = '=HYPERLINK("http://x")'


def downloaded(client, extension: str, number: str = "015-2020", version: int = 1):
    response = client.get(f"/tarifas/{number}/v{version}/tarifas.{extension}")
    assert response.status_code == 200
    return response


def records(client, **of) -> list[dict[str, str]]:
    text = downloaded(client, "csv", **of).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def hostile(draft):
    """A resolution with a name that a spreadsheet would run, and with what nobody can see."""
    draft.rates.filter(code="CAL-001").update(name=HOSTILE)
    draft.rates.filter(code="CAL-002").update(name="Con \x07 campana")
    draft.publish()
    return draft


@pytest.mark.parametrize("extension", FORMATS)
def test_every_file_is_an_attachment_named_after_its_resolution(client, edition, extension):
    response = downloaded(client, extension)
    assert response["Content-Disposition"] == f'attachment; filename="tarifas-015-2020-v1.{extension}"'
    assert response["Content-Type"] == FORMATS[extension].content_type


@pytest.mark.parametrize("extension", FORMATS)
def test_a_file_that_a_browser_has_is_not_sent_again(client, edition, extension):
    first = downloaded(client, extension)
    assert "public" in first["Cache-Control"]
    again = client.get(f"/tarifas/015-2020/v1/tarifas.{extension}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("extension", FORMATS)
def test_each_edition_has_its_own_file(client, edition, printed, extension):
    make_booklet(str(published(next_resolution(printed)).pk))
    assert downloaded(client, extension).content != downloaded(client, extension, "021-2027").content


# --- JSON -------------------------------------------------------------------------------------------------
def test_open_data_has_every_figure_of_every_row(client, edition, printed):
    rates = json.loads(downloaded(client, "json").content)["tasas"]
    assert [
        (
            rate["codigo"],
            rate["tasa_cop"],
            rate["tasa_smmlv"] and Decimal(rate["tasa_smmlv"]),
            rate["tasa_usd"],
        )
        for rate in rates
    ] == [(rate.code, rate.cop, rate.smmlv, rate.usd) for rate in printed.rates]


def test_open_data_names_the_resolution_and_what_may_be_done_with_it(client, edition, settings):
    data = json.loads(downloaded(client, "json").content)
    resolution = data["resolucion"]
    assert (resolution["numero"], resolution["version"]) == ("015-2020", 1)
    assert resolution["direccion"] == f"{settings.PORTAL_BASE_URL}/tarifas/015-2020/v1/"
    assert resolution["rige_desde"] == "2020-01-16"
    assert "Ley 1712 de 2014" in data["licencia"]
    assert data["publicado_el"] == str(localdate(edition.published_at))
    assert len(data["articulos"]) == 9


def test_open_data_tells_what_the_name_of_a_row_states(client, edition, settings):
    rates = {rate["codigo"]: rate for rate in json.loads(downloaded(client, "json").content)["tasas"]}
    assert rates["CAL-106"] | {"orden": 106} == {
        "orden": 106,
        "codigo": "CAL-106",
        "seccion": "Servicios de calibración",
        "laboratorio": "Laboratorio de presión",
        "sublaboratorio": "Balanzas de presión",
        "nombre": "Medición de masa de una pesa de balanza de presión.",
        "por_cada": "servicio",
        "tasa_cop": 151100,
        "tasa_smmlv": "0.174605",
        "tasa_usd": 56,
        "en_lugar_de_la_tasa": "",
        "en_sitio": False,
        "adicional": False,
        "minimo_participantes": None,
        "maximo_personas": None,
        "alcance_desde": None,
        "alcance_hasta": None,
        "alcance_unidad": "",
        "se_suma_a": ["CAL-105"],
        "notas": [
            {
                "numero": 1,
                "texto": "La medición de masa solo aplica cuando es parte de la unidad pistón cilindro.",
            }
        ],
        "nombre_impreso": "",
        "observacion": f"{REMARK}está publicada 0,174605, y la división da 0,172134. {KEPT}",
        "direccion": f"{settings.PORTAL_BASE_URL}/tarifas/015-2020/v1/CAL-106/",
    }


# --- What stands beside the figures, in every file --------------------------------------------------------
REMARK = "La tasa en S.M.M.L.V. no corresponde a la tasa en pesos: "
# As printed, by the code of each row whose name was mended.
MISPRINTS = {
    "CAL-215": "Servicio en sitio,",
    "CAP-007": "Continua y Alterná",
    "CAP-012": "metroológico legal",
}


def test_every_file_flags_the_figures_that_contradict_each_other_and_no_other(client, edition):
    data = {rate["codigo"]: rate["observacion"] for rate in json.loads(downloaded(client, "json").content)["tasas"]}
    lines = {row["Código"]: row["Observación"] for row in records(client)}
    book = list(load_workbook(io.BytesIO(downloaded(client, "xlsx").content))["Tasas"].values)
    place = {title: number for number, title in enumerate(book[0])}
    cells = {row[place["Código"]]: row[place["Observación"]] or "" for row in book[1:]}
    assert data == lines == cells
    flagged = {code: remark for code, remark in data.items() if remark}
    assert list(flagged) == ["CAL-105", "CAL-106"]
    assert all(remark.startswith(REMARK) and remark.endswith(KEPT) for remark in flagged.values())
    text = " ".join(text_of(downloaded(client, "pdf").content).split())
    assert text.count(REMARK.strip()) == 2
    assert text.count(KEPT) == 2


def test_every_file_has_how_a_mended_name_is_printed(client, edition):
    rates = json.loads(downloaded(client, "json").content)["tasas"]
    printed = {rate["codigo"]: rate["nombre_impreso"] for rate in rates if rate["nombre_impreso"]}
    column = "Como está impreso, si se corrigió"
    assert printed == {row["Código"]: row[column] for row in records(client) if row[column]}
    assert printed.keys() == MISPRINTS.keys()
    assert all(words in printed[code] for code, words in MISPRINTS.items())
    text = " ".join(text_of(downloaded(client, "pdf").content).split())
    assert [words for words in (*MISPRINTS.values(), "LABORATORIO DE VOLÚMEN") if words not in text] == []


def test_every_file_says_who_issued_it_why_and_what_its_title_does_not(client, edition, sheets):
    resolution = json.loads(downloaded(client, "json").content)["resolucion"]
    facts = dict(sheets["Resolución"])
    text = " ".join(text_of(downloaded(client, "pdf").content).split())
    for said in (
        "EL DIRECTOR GENERAL (E) DEL INSTITUTO NACIONAL DE METROLOGÍA",
        "las previstas en la Resolución 2281 del 12 de diciembre de 2019",
        "definió el costeo de tasas 2020",
        "RODOLFO MANUEL GÓMEZ RODRÍGUEZ, Director General (E)",
        "«Vigencia 2020» es parte de su título",
        "Como su texto no dice cuándo fue",
    ):
        assert said in json.dumps(resolution, ensure_ascii=False)
        assert said in " ".join(map(str, facts.values()))
        assert said in text
    assert len(resolution["considerandos"]) == 8


# --- CSV --------------------------------------------------------------------------------------------------
def test_each_line_of_the_csv_names_its_resolution(client, edition):
    rows = records(client)
    assert len(rows) == 327
    assert {(row["Resolución"], row["Versión"]) for row in rows} == {("015-2020", "1")}


def test_the_csv_is_for_excel_in_spanish(client, edition):
    assert downloaded(client, "csv").content.startswith(b"\xef\xbb\xbf")
    first = records(client)[0]
    assert (first["Tasa COP"], first["Tasa S.M.M.L.V."], first["Tasa USD"]) == ("122000", "0,138983", "46")
    assert first["Servicio en sitio"] == "No"


def test_no_name_is_run_as_a_formula_in_the_csv(client, hostile):
    assert records(client)[0]["Nombre del servicio"] == "'" + HOSTILE


# --- XLSX -------------------------------------------------------------------------------------------------
@pytest.fixture
def sheets(client, edition):
    book = load_workbook(io.BytesIO(downloaded(client, "xlsx").content))
    return {sheet.title: list(sheet.values) for sheet in book}


def test_numbers_of_the_workbook_are_numbers(sheets):
    titles, first, *others = sheets["Tasas"]
    row = dict(zip(titles, first, strict=True))
    assert len(others) == 326
    assert (row["Tasa COP"], row["Tasa S.M.M.L.V."], row["Tasa USD"]) == (122_000, 0.138983, 46)


def test_the_workbook_says_what_resolution_it_is(sheets):
    facts = dict(sheets["Resolución"])
    assert facts["Resolución"] == "Resolución 015-2020"
    assert facts["Rige desde"].isoformat().startswith("2020-01-16")


def test_no_name_is_run_as_a_formula_in_the_workbook(client, hostile):
    sheet = load_workbook(io.BytesIO(downloaded(client, "xlsx").content))["Tasas"]
    name = sheet["F2"]
    assert (name.value, name.data_type, name.quotePrefix) == (HOSTILE, "s", True)
    assert sheet["F3"].value == "Con  campana"


def test_characters_that_a_workbook_cannot_hold_are_left_out(client, draft):
    draft.rates.filter(code="CAL-001").update(name="Termo\ufffemetro")
    draft.publish()
    sheet = load_workbook(io.BytesIO(downloaded(client, "xlsx").content))["Tasas"]
    assert sheet["F2"].value == "Termometro"


# --- PDF --------------------------------------------------------------------------------------------------
def text_of(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def test_the_resolution_is_named_on_each_page_of_the_pdf(client, edition):
    pages = text_of(downloaded(client, "pdf").content, "-layout").rstrip("\f").split("\f")
    assert len(pages) > 10
    for number, page in enumerate(pages, start=1):
        assert "Resolución 015-2020, versión 1" in page
        assert f"Página {number} de {len(pages)}" in page


def test_columns_are_named_again_on_each_page_of_rows(client, edition):
    pages = text_of(downloaded(client, "pdf").content, "-layout").rstrip("\f").split("\f")
    with_rows = [page for page in pages if "CAL-" in page]
    assert [page for page in with_rows if "Nombre del servicio" not in page] == []


def test_the_pdf_has_every_code_and_figure(client, edition, printed):
    text = text_of(downloaded(client, "pdf").content)
    assert [rate.code for rate in printed.rates if rate.code not in text] == []
    for written in (
        "$ 5.808.200",
        "6,711726",
        "USD 2.147",
        "Aplica la tasa",
        "Artículo séptimo",
        "(10) Decreto 957",
    ):
        assert written in text


def test_the_pdf_says_when_the_edition_was_published(client, edition):
    text = " ".join(text_of(downloaded(client, "pdf").content, "-l", "1").split())
    assert f"Publicada en este portal el {long_date(edition.published_at)}." in text


def test_whichever_worker_draws_the_pdf_its_bytes_are_the_same(client, edition):
    first = downloaded(client, "pdf")
    with without_triggers():
        Booklet.objects.update(done_at=None, pdf=None)
    make_booklet(str(edition.pk))
    assert downloaded(client, "pdf").content == first.content
    assert first["ETag"] == f'"{sha256(first.content).hexdigest()}"'


def test_an_empty_resolution_can_be_downloaded_too(client, draft):
    draft.rates.all().delete()
    draft.publish()
    make_booklet(str(draft.pk))
    for extension in FORMATS:
        downloaded(client, extension)
