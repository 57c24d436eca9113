"""Letters as PDF, read back with ordinary tools: poppler, qpdf, zbar and a PDF/A checker."""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from dataclasses import replace
from datetime import datetime

import page as pdf_checker
import pytest

from ground.printable import clean
from legal_calendar import legal_time
from radicados import qr
from radicados.letters import Clauses, Column, DayScale, Fields, Paragraph, Signer, Table, from_snapshot, to_snapshot
from radicados.rendering import UnknownTemplateError, layout, render
from radicados.rendering.sheet import Identity, Sheet
from radicados.rendering.version_1 import style
from radicados.rendering.version_1.blocks import REST, day_scale
from radicados.rendering.version_1.furniture import QR_SIZE
from radicados.scripts import joined, visual
from radicados.typefaces import STRONG, TEXT, drawable, plainly, wrap
from tests.radicados.sample_letter import (
    DECLARATION,
    FAREWELL,
    FILING,
    URL,
    items_table,
    letter_of,
    people_table,
    sample_letter,
)

pytestmark = pytest.mark.thorough

FIRST_TEMPLATE = "0a909f99dae1445054839bd3437798bb8a68f2cff986e3002811aa378244493a"


@pytest.fixture
def tool(tmp_path):
    """Run a command on a PDF, whose path takes the place of `{pdf}`; gives its standard output."""

    def run(pdf, *command):
        path = tmp_path / "letter.pdf"
        path.write_bytes(pdf)
        command = [part.replace("{pdf}", str(path)) for part in command]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


@pytest.fixture
def pages(tool):
    """The text of each page of a PDF."""

    def read(pdf):
        return tool(pdf, "pdftotext", "-raw", "{pdf}", "-").split("\f")[:-1]

    return read


def words(text):
    return " ".join(text.split())


def test_same_values_give_the_same_bytes():
    once = render(sample_letter(), **FILING)
    assert render(from_snapshot(to_snapshot(sample_letter())), **FILING) == once
    assert render(sample_letter(), **FILING | {"number": "2026-E-000002"}) != once


def test_bytes_do_not_depend_on_letters_drawn_before():
    once = render(sample_letter(), **FILING)
    render(letter_of(Paragraph("Αθήνα · Москва · ŵ")), **FILING)
    assert render(sample_letter(), **FILING) == once


def test_bytes_are_the_same_in_other_processes_and_time_zones():
    program = (
        "import hashlib; from radicados.rendering import render;"
        "from tests.radicados.sample_letter import FILING, sample_letter;"
        "print(hashlib.sha256(render(sample_letter(), **FILING)).hexdigest())"
    )
    digests = {hashlib.sha256(render(sample_letter(), **FILING)).hexdigest()}
    for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2")):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program]
        output = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        digests.add(output.strip())
    assert len(digests) == 1


def test_letter_is_pdf_a_2b():
    for is_demo in (False, True):
        report = pdf_checker.validate_pdf_bytes(render(sample_letter(), **FILING | {"is_demo": is_demo}), profile="2b")
        assert report.is_compliant, [failure.message for failure in report.failures]


def test_file_is_clean_and_embeds_every_font(tool):
    pdf = render(sample_letter(), **FILING)
    assert "No syntax or stream encoding errors" in tool(pdf, "qpdf", "--check", "{pdf}")
    fonts = tool(pdf, "pdffonts", "{pdf}").splitlines()[2:]
    assert {line.split()[0].split("+")[1] for line in fonts} == {
        "WorkSans-Regular",
        "WorkSans-SemiBold",
        "Montserrat-SemiBold",
    }
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts)


def test_metadata_name_the_letter_the_entity_and_the_instant_of_filing(tool):
    info = tool(render(sample_letter(), **FILING), "pdfinfo", "-isodates", "{pdf}")
    assert "Comunicación con radicado n.º 2026-E-000001" in info
    assert re.search(r"Author: +Instituto Nacional de Metrología", info)
    assert re.search(r"CreationDate: +2026-11-20T15:04:00-05", info)


def test_qr_of_the_printed_page_is_the_verification_address(tool, pages, tmp_path):
    for people in (0, 18, 60):
        for is_demo in (False, True):
            pdf = render(sample_letter(people), **FILING | {"is_demo": is_demo})
            first = tmp_path / f"{people}-{is_demo}"
            tool(pdf, "pdftoppm", "-png", "-r", "110", "-singlefile", "{pdf}", str(first))
            assert tool(b"", "zbarimg", "--quiet", "--raw", f"{first}.png").strip() == URL


def test_symbol_of_65_modules_is_read_from_the_room_that_letters_give_it(tool, tmp_path):
    text = f"{URL}?{'x' * 200}"
    assert len(qr.modules(text)) == 65
    sheet = Sheet(Identity("Prueba", "", "", "", FILING["filed_at"], "0" * 32))
    layout.Strip(QR_SIZE, (layout.Code(100.0, 0.0, QR_SIZE, text),)).draw(sheet, 500.0)
    sheet.end_page()
    tool(sheet.to_bytes(), "pdftoppm", "-png", "-r", "150", "-singlefile", "{pdf}", str(tmp_path / "page"))
    assert tool(b"", "zbarimg", "--quiet", "--raw", str(tmp_path / "page.png")).strip() == text


def test_letter_says_all_that_it_must(pages):
    first, last = pages(render(sample_letter(), **FILING))
    first, last = words(first), words(last)
    assert "Radicado n.º 2026-E-000001" in first
    assert "Bogotá, D. C., 20 de noviembre de 2026, 3:04 p. m." in first
    assert "Laboratorio de Calibración Ñandú S. A. S." in first
    assert "Comunicación para desplazamiento — Decreto 636 de 2020, artículo 3" in first
    assert "Página 1 de 2" in first
    assert "PERSONA FICTICIA DE EJEMPLO Director General (E) Firmado digitalmente" in last
    assert "servicios.example.gov.co/verificar" in first
    assert "ACDEFH-JKMNPR-TVWXY2" in first
    for text in (first, last):
        assert "servicios.example.gov.co/v/ACDEFHJKMNPRTVWXY2" in text
        assert "NIT 900.494.393-3" in text


def test_empty_data_of_the_entity_are_not_printed(pages):
    letter = sample_letter()
    bare = replace(letter.entity, acronym="", nit="", sector="", city="", website="")
    text = words(" ".join(pages(render(replace(letter, entity=bare), **FILING))))
    assert "NIT 900" not in text
    assert "Radicado n.º 2026-E-000001 20 de noviembre de 2026, 3:04 p. m." in text
    assert "· ·" not in text


def test_titular_signs_without_the_mark_of_an_acting_one(pages):
    signer = Signer("PERSONA FICTICIA DE EJEMPLO", "Director General")
    assert "(E)" not in pages(render(replace(sample_letter(), signer=signer), **FILING))[-1]


def test_demo_words_stand_on_each_page_of_demo_letters_only(pages):
    for text in pages(render(sample_letter(60), **FILING | {"is_demo": True})):
        assert text.count("DEMOSTRACIÓN — SIN VALIDEZ") == 1
        assert text.count("VALIDEZ") == 1  # the diagonal one is seen, not read
    assert all("VALIDEZ" not in text for text in pages(render(sample_letter(60), **FILING)))


@pytest.mark.parametrize("people", [1, 18, 60, 500])
def test_everybody_is_in_the_letter_under_repeated_headings(people, pages):
    texts = pages(render(sample_letter(people, items=2), **FILING))
    everything = words(" ".join(texts))
    assert all(words(row[3]) in everything for row in people_table(people).rows)
    with_people = [text for text in texts if "Cédula de ciudadanía" in text]
    assert all("Nombres y apellidos" in text for text in with_people)
    assert len(with_people) >= people / 45


def test_nobody_is_said_so(pages):
    text = " ".join(pages(render(sample_letter(people=0, items=0), **FILING)))
    assert "No se registraron personas." in text
    assert "Ninguno." in text
    assert "Nombres y apellidos" not in text


def test_neither_signature_nor_titles_are_alone_on_a_page(pages):
    for people in range(64):
        texts = pages(render(sample_letter(people), **FILING))
        assert FAREWELL in texts[-1]
        assert DECLARATION in words(texts[-1])
        for text in texts:
            if "Equipos e instrumentos" in text:
                assert "Descripción\n1 " in text
            if people and "Responsables del servicio" in text:
                assert "Nombres y apellidos\n1 " in text


def test_signature_after_a_table_shares_its_page_with_two_rows(pages):
    for items in range(2, 64):
        *_, last = pages(render(letter_of(items_table(items)), **FILING))
        assert f"pieza {items}\n" in last
        assert f"pieza {items - 1}\n" in last


def test_five_hundred_people_and_a_thousand_items_take_linear_time():
    def seconds(times):
        start = time.process_time()
        render(sample_letter(500 * times, 1000 * times), **FILING)
        return time.process_time() - start

    once = min(seconds(1) for _ in range(3))
    assert once < 3
    assert seconds(4) < once * 12


NASTY = [
    "<b>negrita</b>",
    '<img src="http://servidor.invalid/a.png">',
    "&amp; & &lt; &#65;",
    "Ana <b",
    "(paréntesis) \\ barra \\n %",
    "Ñandú Güiza Íñiguez — «comillas» “dobles” ‘simples’ n.º 1ª",
    "Αθήνα Москва Łódź Ștefan Nguyễn",
    "10 μg 5 µL ±0,2 °C m³ ½ 100 Ω",
    "{{ plantilla }} ${variable} %(nombre)s",
]


@pytest.mark.parametrize("text", NASTY)
def test_text_is_printed_as_it_is(text, pages):
    letter = letter_of(
        Paragraph(text),
        Fields(text, (("Nombre", text),)),
        Clauses("Cláusulas", (("1", text),)),
        Table(text, (Column("Columna", 1),), ((text,),)),
        subject=text,
        addressee=(text,),
    )
    pdf = render(letter, **FILING)
    assert words(" ".join(pages(pdf))).count(text) == 8
    assert pdf_checker.is_pdf_compliant_bytes(pdf, profile="2b")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("nul\0dentro", "nuldentro"),
        ("\x1b[31mrojo\x7f", "[31mrojo"),
        ("Jose\u0301 Pen\u0303a", "José Peña"),
        ("\u202eoirártnoc\u202c", "oirártnoc"),
        ("cero\u200bancho\ufeff", "ceroancho"),
        ("tabulador\taquí", "tabulador aquí"),
        ("emoji 😀 fin", "emoji □ fin"),
        ("científica 👩‍🔬 ❤️", "científica □□ ❤"),
        ("suelto \ud800 fin", "suelto □ fin"),
    ],
)
def test_what_cannot_be_drawn_is_dropped_or_replaced_by_a_square(text, printed, pages):
    pdf = render(letter_of(Fields("Datos", (("Nombre", text),))), **FILING)
    assert printed in words(" ".join(pages(pdf)))
    assert pdf_checker.is_pdf_compliant_bytes(pdf, profile="2b")


NAMES = [
    "山田 太郎 タロウ",
    "李小龍 王芳",
    "김민수",
    "שלום כהן",
    "محمد عبد الله",
    "سارا پورمحمدی",
    "สมชาย ใจดี",
    "Արմեն Սարգսյան",
    "გიორგი",
    "አበበ ቢቂላ",
    "Ω Đặng Łukasz Ştefan Ğülşah",
]


def test_names_of_people_from_anywhere_are_written_and_read_back(tool, pages):
    pdf = render(letter_of(Fields("Datos", tuple((f"{n}", name) for n, name in enumerate(NAMES)))), **FILING)
    text = unicodedata.normalize("NFKC", words(" ".join(pages(pdf))))
    seen = set("".join(char for char in text if unicodedata.category(char) != "Cf").split())
    assert {word for name in NAMES for word in unicodedata.normalize("NFKC", name).split()} <= seen
    assert "□" not in text
    assert pdf_checker.is_pdf_compliant_bytes(pdf, profile="2b")
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in tool(pdf, "pdffonts", "{pdf}").splitlines()[2:])


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Ⅳ ① Ⓐ 𝐀", "IV 1 A A"), ("tarea ✓ ☐", "tarea ✓ ☐"), ("10\u2075 kg", "10⁵ kg"), ("2⅐", "2⅐"), ("ṽ\u1d5b", "ṽᵛ")],
)
def test_character_without_a_drawing_has_its_plain_form_where_that_says_the_same(text, printed):
    assert plainly(text) == printed


def test_first_template_writes_for_ever_what_it_wrote(pages):
    letter = replace(letter_of(Fields("Datos", (("Nombre", "名前 Ⅳ ✓ Ñandú"),))), template_version=1)
    assert "□□ □ □ Ñandú" in words(" ".join(pages(render(letter, **FILING))))
    assert hashlib.sha256(render(replace(sample_letter(), template_version=1), **FILING)).hexdigest() == FIRST_TEMPLATE


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Ana שלום, fin", "Ana םולש, fin"),
        ("דוד (בן) לוי", "יול (ןב) דוד"),
        ("דוד 123", "123 דוד"),
        ("sin nada", "sin nada"),
    ],
)
def test_what_is_written_from_the_right_is_turned_round_within_its_line(written, drawn):
    assert visual(written) == drawn


def test_arabic_letters_join_their_neighbours():
    assert [unicodedata.name(char).split()[-2] for char in joined("محمد")] == ["INITIAL", "MEDIAL", "MEDIAL", "FINAL"]
    assert joined("لا") == "\ufefb"
    assert unicodedata.normalize("NFKC", joined("مُحَمَّد عبد الله")) == unicodedata.normalize("NFKC", "مُحَمَّد عبد الله")


def test_very_long_names_and_words_stay_inside_their_cells(tool):
    name, word = "Ñandú Úsuga " * 17, "W" * 200
    rows = ((name.strip(), word, "fin"), (word, name.strip(), "fin"))
    table = Table("Tabla", (Column("A", 1), Column("B", 1), Column("C", 1)), rows)
    pdf = render(letter_of(table), **FILING)
    boxes = tool(pdf, "pdftotext", "-bbox", "{pdf}", "-")
    third = style.WIDTH / 3
    for x_min, x_max in re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>W+<', boxes):
        column = (float(x_min) - style.LEFT) // third
        assert style.LEFT + column * third <= float(x_min)
        assert float(x_max) <= style.LEFT + (column + 1) * third
    assert boxes.count(">fin<") == 2
    assert sum(map(len, re.findall(r">(W+)<", boxes))) == 400


def test_row_taller_than_a_page_flows_over_pages(pages):
    text = " ".join(f"palabra{n}" for n in range(3000))
    table = Table("Tabla", (Column("N.º", 1), Column("Descripción", 3)), (("1", text), ("2", "última")))
    texts = pages(render(letter_of(table, Paragraph("Fin.")), **FILING))
    everything = words(" ".join(texts))
    assert len(texts) > 5
    assert everything.count("palabra") == 3000
    assert "última" in everything


TERM = DayScale(
    "El término vence el 1 de diciembre: día 5 de 5.", "25 de noviembre", "1 de diciembre", (1, 2, 3, 0, 0, 4, 5)
)


def test_term_is_said_before_it_is_drawn_and_comes_from_the_snapshot(pages):
    letter = letter_of(TERM)
    assert from_snapshot(json.loads(json.dumps(to_snapshot(letter)))) == letter
    (text,) = pages(render(letter, **FILING))
    assert f"{TERM.sentence} día 5 25 de noviembre, empieza 1 de diciembre, vence" in words(text)


@pytest.mark.parametrize("days", [(1,), (1, 2), (1, 2, 3, 0, 0, 4, 5), (*range(1, 60), 0, 0, 60)])
def test_term_has_one_mark_a_day_in_the_width_of_the_letter(days):
    scale = day_scale(replace(TERM, days=days))
    axis, *marks = (mark for mark in scale.marks if isinstance(mark, layout.Bar))
    assert len(marks) == len(days)
    assert [mark.height > REST for mark in marks[:-1]] == [bool(number) for number in days[:-1]]
    assert marks[-1].width > max((mark.width for mark in marks[:-1]), default=0)
    assert all(style.LEFT - 2 <= mark.x <= style.RIGHT for mark in (axis, *marks))


def test_blocks_without_rows_do_not_break():
    assert render(letter_of(Fields("Datos", ()), Clauses("Sectores", ()), Paragraph("")), **FILING)
    assert render(letter_of(farewell="", salutation="", addressee=()), **FILING)


def test_unknown_template_version_is_refused():
    with pytest.raises(UnknownTemplateError, match="99"):
        render(replace(sample_letter(), template_version=99), **FILING)


def test_naive_instant_is_refused():
    with pytest.raises(ValueError, match="aware"):
        render(sample_letter(), **FILING | {"filed_at": datetime(2026, 11, 20, 15, 4)})


@pytest.mark.parametrize(
    ("instant", "date", "hour"),
    [
        ("2026-01-01T04:59:59+00:00", "31 de diciembre de 2025", "11:59 p. m."),
        ("2026-01-01T05:00:00+00:00", "1 de enero de 2026", "12:00 a. m."),
        ("2026-06-15T17:05:00+00:00", "15 de junio de 2026", "12:05 p. m."),
        ("2026-09-09T09:09:00-05:00", "9 de septiembre de 2026", "9:09 a. m."),
    ],
)
def test_dates_and_hours_are_in_the_legal_time_of_colombia(instant, date, hour):
    instant = datetime.fromisoformat(instant)
    assert legal_time.long_date(instant) == date
    assert legal_time.hour(instant).replace("\xa0", " ") == hour


def test_wrapped_lines_fit_and_lose_nothing():
    text = "Una oración con-guiones y " + "sinespacios" * 30 + " y\notra línea"
    lines = wrap(text, TEXT, 9.0, 120.0)
    assert all(TEXT.width(line, 9.0) <= 120.0 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_clean_text_is_left_alone():
    text = "José Peña, n.º 1 — ya limpio"
    assert clean(text) is text
    assert drawable(text, STRONG) == text


def test_strips_that_stick_share_a_page():
    strips = [layout.Strip(30.0, (), sticks=n == 2) for n in range(4)]
    laid = layout.paginate(strips, first_room=100.0, room=100.0)
    assert [len(placed) for placed in laid] == [2, 2]
