"""Spreadsheets into a draft: what they would change is shown first, and nothing is half imported."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ground.audit.models import Entry
from ground.spreadsheets.reading import ReadSheet, read_sheet
from inm_portal import staff_groups
from tariffs.admin.spreadsheets import import_sheet
from tests.staff import staff_user, verified
from tests.tariffs.desk import cells, correction_of, desk, exported, text_file, xlsx

pytestmark = pytest.mark.thorough


@pytest.fixture
def admin(db, client):
    return verified(client, staff_user(staff_groups.TARIFFS))


def upload(admin, correction, file, **options):
    return admin.post(desk("import", correction), {"file": file} | options)


def confirm(admin, correction, page):
    return admin.post(desk("import", correction), {"sheet": page.context["sheet"]})


def state(edition) -> list:
    return list(edition.rates.order_by("position").values_list("code", "position", "name", "cop", "smmlv", "usd"))


# --- Exports --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_reads_back_without_a_change(admin, correction, kind):
    response = admin.get(desk("export", correction), {"formato": kind})
    page = upload(admin, correction, text_file(response.getvalue(), f"t.{kind}"))
    assert page.status_code == 200
    assert not page.context["outcome"].differences
    entry = Entry.objects.get(action="exported")
    assert (entry.subject_type, entry.detail) == ("tariffs.edition", {"rows": 327, "format": kind})


def test_public_downloads_read_back_as_well(admin, client, edition, correction):
    for kind in ("xlsx", "csv"):
        response = client.get(f"/tarifas/015-2020/v1/tarifas.{kind}")
        page = upload(admin, correction, text_file(response.getvalue(), f"t.{kind}"))
        assert page.status_code == 200, page.context["errors"]
        assert not page.context["outcome"].differences


def test_formulas_are_exported_as_texts_and_come_back_whole(admin, correction):
    evil = '=HYPERLINK("http://x.example","Clic")'
    correction.rates.filter(code="CAL-001").update(name=evil)
    csv = admin.get(desk("export", correction), {"formato": "csv"}).getvalue().decode()
    assert "'=HYPERLINK" in csv
    book = admin.get(desk("export", correction)).content
    assert cells(book)[1][3] == evil
    outcome = import_sheet(correction, read_sheet(text_file(csv)), removes_missing=False, dry_run=False)
    assert not outcome.errors
    assert correction.rates.get(code="CAL-001").name == evil


def test_unknown_format_is_not_found(admin, correction):
    assert admin.get(desk("export", correction), {"formato": "exe"}).status_code == 404


# --- The two steps --------------------------------------------------------------------------------------
def test_file_is_shown_first_and_imported_when_confirmed(admin, correction):
    before = state(correction)
    file = text_file("Código;Tasa COP;Tasa S.M.M.L.V.;Tasa USD\nCAL-001;$ 1.234.500;0,5;1.009\nCAL-002;;;77\n")
    page = upload(admin, correction, file)
    assert state(correction) == before
    assert "$ 1.234.500" in page.text
    assert "USD 1.009" in page.text
    assert "no corresponde" in page.text  # the linter's findings
    assert confirm(admin, correction, page).status_code == 302
    rate = correction.rates.get(code="CAL-001")
    assert (rate.cop, rate.smmlv, rate.usd, rate.raw_figures) == (1_234_500, Decimal("0.5"), 1009, [])
    assert (correction.rates.get(code="CAL-002").cop, correction.rates.get(code="CAL-002").usd) == (None, 77)
    assert [row for row in state(correction) if row[0] not in {"CAL-001", "CAL-002"}] == [
        row for row in before if row[0] not in {"CAL-001", "CAL-002"}
    ]
    entry = Entry.objects.get(action="changed", detail__what="imported")
    assert entry.detail == {"what": "imported", "added": 0, "changed": 2, "removed": 0}


def test_numbers_of_excel_are_read_as_they_are(admin, correction):
    file = xlsx(["Código", "Tasa COP", "Tasa S.M.M.L.V.", "Notas al pie"], ["CAL-001", 150_000.0, 0.170881, 1.0])
    confirm(admin, correction, upload(admin, correction, file))
    rate = correction.rates.get(code="CAL-001")
    assert (rate.cop, rate.smmlv) == (150_000, Decimal("0.170881"))
    assert [note.number for note in rate.footnotes.all()] == [1]


def test_new_rows_get_a_code_and_take_their_place(admin, correction):
    heading = "Servicios de calibración › Laboratorio de presión › Balanzas de presión"
    last = correction.rates.filter(code__startswith="CAL").count()
    file = xlsx(
        ["Orden", "Código", "Título", "Nombre del servicio", "Tasa COP", "Por cada"],
        [5, "", heading, "Servicio nuevo", 100_000, "punto"],
    )
    page = upload(admin, correction, file)
    assert "Servicio nuevo" in page.text
    confirm(admin, correction, page)
    rate = correction.rates.get(name="Servicio nuevo")
    assert (rate.code, rate.position, rate.unit) == (f"CAL-{last + 1}", 5, "punto")
    assert "balanzas" in rate.search_text
    assert list(correction.rates.values_list("position", flat=True)) == list(range(1, 329))


def test_rows_that_are_not_in_the_file_stay_unless_they_are_to_be_removed(admin, correction):
    header, rows = exported(correction)
    page = upload(admin, correction, xlsx(header, *rows[:300]))
    assert not page.context["outcome"].differences
    page = upload(admin, correction, xlsx(header, *rows[:300]), removes_missing="on")
    assert len(page.context["outcome"].differences.removed) == 27
    confirm(admin, correction, page)
    assert correction.rates.count() == 300


def test_order_of_the_file_becomes_the_order_of_the_draft(admin, correction):
    header, rows = exported(correction)
    first, second = rows[0][1], rows[1][1]
    rows[0][0], rows[1][0] = 2, 1
    page = upload(admin, correction, xlsx(header, *rows))
    with CaptureQueriesContext(connection) as asked:
        confirm(admin, correction, page)
    assert list(correction.rates.values_list("code", flat=True)[:2]) == [second, first]
    assert sum(query["sql"].startswith("SELECT") for query in asked.captured_queries) < 40


def test_many_new_rows_ask_for_their_codes_once(admin, correction):
    lines = [f"Ensayo {place};Servicios de calibración;1000" for place in range(30)]
    file = text_file("\n".join(["Nombre del servicio;Título;Tasa COP;Código", *(f"{line};" for line in lines)]))
    sheet = read_sheet(file)
    with CaptureQueriesContext(connection) as asked:
        import_sheet(correction, sheet, removes_missing=False, dry_run=False)
    assert sum("DISTINCT" in query["sql"] for query in asked.captured_queries) == 1
    codes = correction.rates.order_by("position").values_list("code", flat=True)
    assert list(codes)[-30:] == [f"CAL-{number}" for number in range(245, 275)]


def test_a_code_that_a_file_chooses_is_not_given_to_another_row(admin, correction):
    header = ["Código", "Nombre del servicio", "Título", "Tasa COP"]
    rows = [
        ["CAL-245", "Uno", "Servicios de calibración", 1000],
        ["", "Otro", "Servicios de calibración", 1000],
    ]
    import_sheet(correction, read_sheet(xlsx(header, *rows)), removes_missing=False, dry_run=False)
    codes = correction.rates.order_by("position").values_list("code", flat=True)
    assert list(codes)[-2:] == ["CAL-245", "CAL-246"]


def test_numbers_of_a_workbook_that_are_no_notes_are_told_in_spanish(admin, correction):
    sheet = ReadSheet(("Código", "Notas al pie"), ((2, ("CAL-001", float("inf"))),))
    (error,) = import_sheet(correction, sheet, removes_missing=False, dry_run=True).errors
    assert "no hay una nota inf" in error


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_characters_that_a_workbook_cannot_hold_do_not_stop_an_export(admin, correction, kind):
    correction.rates.filter(code="CAL-001").update(name="Termo\x01metro\ufffe")
    assert admin.get(desk("export", correction), {"formato": kind}).status_code == 200


# --- Bad files ------------------------------------------------------------------------------------------
GOOD = "CAL-001;123400"


@pytest.mark.parametrize(
    ("header", "row", "complaint"),
    [
        ("Código;Tasa COP", "CAL-002;mucho", "Fila 3: «Tasa COP»: «mucho» no es un número entero."),
        ("Código;Tasa COP", "CAL-002;-5", "Fila 3: «Tasa COP»: «-5» no es un número entero."),
        ("Código;Tasa COP", "CAL-002;1,5", "Fila 3: «Tasa COP»: «1,5» no es un número entero."),
        ("Código;Tasa COP", "CAL-002;229.8", "Fila 3: «Tasa COP»: «229.8» no es un número entero."),
        ("Código;Tasa COP", "CAL-002;9999999999", "Fila 3: «Tasa COP»:"),
        ("Código;Tasa COP", "CAL-002;0", "Fila 3: Una tasa es mayor que cero."),
        ("Código;Tasa COP", "CAL-001;5", "Fila 3: El código CAL-001 ya está en otra fila del archivo."),
        ("Código;Tasa COP", "CAL-999;5", "Fila 3: «Título»: una fila nueva necesita su título."),
        ("Código;Tasa COP", ";5", "Fila 3: «Título»: una fila nueva necesita su título."),
        (
            "Código;Tasa COP;Título",
            "CAL-002;5;Nada",
            "Fila 3: «Título»: no hay un título «Nada» en el borrador.",
        ),
        ("Código;Tasa COP;Notas al pie", "CAL-002;5;99", "Fila 3: «notas al pie»: no hay una nota 99"),
        ("Código;Tasa COP;Por cada", "CAL-002;5;siglo", "Fila 3: «Por cada»: «siglo» no es una de:"),
        ("Código;Tasa COP;Servicio en sitio", "CAL-002;5;quizás", "«quizás» no es Sí ni No."),
        ("Código;Tasa COP;En lugar de la tasa", "CAL-002;5;Gratis", "Escriba la tasa, o bien el texto"),
        ("Código;Tasa COP;Tasa S.M.M.L.V.", "CAL-002;5;0,1234567", "hasta seis decimales"),
        ("Código;Tasa COP;Nombre del servicio", "CAL-002;5;\x07", "no se pueden imprimir"),
        ("Código;Tasa COP;Nombre del servicio", "CAL-002;5;", "Fila 3: «Nombre del servicio»:"),
        ("Código;Tasa COP;Nombre del servicio", f"CAL-002;5;{'x' * 1001}", "tiene más de 1000 caracteres"),
        ("Código;Tasa COP;Título", "CAL-٠٩٩;5;Servicios de calibración", "es como CAL-001"),
        ("Código;Tasa COP;Orden", "CAL-002;5;0", "«0» no es un puesto."),
        ("Código;Tasa COP;Se suma a", "CAL-031;5;la anterior", "«LA, ANTERIOR» no es un código como CAL-001."),
        ("Código;Tasa COP;Color", "CAL-002;5;rojo", "La columna «Color» no se conoce."),
        ("Código;Tasa COP;Tasa cop", "CAL-002;5;6", "La columna «Tasa COP» está dos veces."),
        ("Clave;Tasa COP", "CAL-002;5", "Falta la columna «Código» en la primera fila."),
    ],
)
def test_bad_row_is_named_by_its_number_and_nothing_is_imported(admin, correction, header, row, complaint):
    before = state(correction)
    page = upload(admin, correction, text_file(f"{header}\n{GOOD}\n{row}\n"))
    assert page.status_code == 422
    assert any(complaint in error for error in page.context["errors"]), page.context["errors"]
    assert state(correction) == before


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "vac"),
        (b"\n\n", "vacío"),
        (b"PK\x03\x04nada", "dañado"),
        (b"\x00\x01\x02", "no es XLSX ni CSV"),
        (b'C\xc3\xb3digo;Tasa\n"sin cerrar;5', "comillas"),
        (b"x" * (2 * 1024 * 1024 + 1), "pesa más"),
        (b"codigo\n" + b"CAL-001\n" * 3000, "más de 1000 filas"),
    ],
)
def test_file_that_cannot_be_read_is_told(admin, correction, content, complaint):
    page = upload(admin, correction, text_file(content))
    assert page.status_code == 422
    assert complaint in page.text


def test_spreadsheet_that_unpacks_to_too_much_is_refused(admin, correction, monkeypatch):
    monkeypatch.setattr("ground.spreadsheets.reading.MAX_UNPACKED_BYTES", 100)
    page = upload(admin, correction, xlsx(["Código"], ["CAL-001"]))
    assert "demasiado grande" in page.text


def test_sheet_that_was_not_shown_is_refused(admin, correction, edition):
    page = upload(admin, correction, text_file("Código;Tasa COP\nCAL-001;5\n"))
    for sheet in (page.context["sheet"][:-1], "", "x:y:z"):
        answer = admin.post(desk("import", correction), {"sheet": sheet}, follow=True)
        assert "Elíjalo de nuevo" in answer.text
    other = correction_of(edition)
    answer = admin.post(desk("import", other), {"sheet": page.context["sheet"]}, follow=True)
    assert "Elíjalo de nuevo" in answer.text
    assert other.rates.get(code="CAL-001").cop != 5


def test_published_editions_take_no_file(admin, correction):
    page = upload(admin, correction, text_file("Código;Tasa COP\nCAL-001;5\n"))
    correction.publish()
    for answer in (
        confirm(admin, correction, page),
        upload(admin, correction, text_file("Código;Tasa COP\nCAL-001;5\n")),
    ):
        assert answer.status_code == 302
    assert correction.rates.get(code="CAL-001").cop != 5
    outcome = import_sheet(correction, read_sheet(text_file("Código\nCAL-001\n")), removes_missing=True, dry_run=False)
    assert outcome.errors == ("La edición ya está publicada.",)
