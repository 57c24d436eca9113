"""Lists pasted from a spreadsheet, or typed."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from requests_oec.pasted import OF_ITEMS, OF_PEOPLE, item, person, rows_of

ANA = ("CC", "1032456789", "Ana María", "Peña")


def people(text: str) -> list[tuple]:
    return [(number, *person(cells).values()) for number, cells in rows_of(text, "\t;,", OF_PEOPLE)]


def items(text: str) -> list[str]:
    return [item(cells)["description"] for _, cells in rows_of(text, "\t", OF_ITEMS)]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("CC;1032456789;Ana María;Peña", ANA),
        ("cc\t1.032.456.789\tAna María\tPeña\t", ("CC", "1.032.456.789", "Ana María", "Peña")),
        ("Cédula;1032456789;Ana María;Peña", ANA),
        ("CC, 1032456789, Ana María, Peña", ANA),
        ('"CC";"1032456789";"Ana María";"Peña"', ANA),
        ('CC; "1032456789"; "Ana\nMaría"; Peña', ANA),
        ("CC;1032456789;Ana;María;Peña;", ANA),
        ("CC\t1032456789\tAna\tMaría\tPeña\tRuiz", ("CC", "1032456789", "Ana María", "Peña Ruiz")),
        ("1\tCC\t1032456789\tAna María\tPeña", ANA),
        ("CC;1032456789;Ana María;Peña;;", ANA),
        ("Cédula de extranjería ; 100005 ; João ; de Brito", ("CE", "100005", "João", "de Brito")),
        ("CC;1032456789;Ana", ("CC", "1032456789", "Ana", "")),
        ("una línea cualquiera", ("una línea cualquiera", "", "", "")),
        ('CC;1032456789;Ana "la Negra";Peña', ("CC", "1032456789", 'Ana "la Negra"', "Peña")),
        ('CC;1032456789;"Ana;Peña', ("CC", "1032456789", '"Ana', "Peña")),
    ],
)
def test_a_row_is_a_persons_fields(line, cells):
    assert people(line) == [(1, *cells)]


@pytest.mark.parametrize("line", ["CC;1;Ana;María;Peña", "CC;1;Ana;María;Peña;Ruiz;Soto"])
def test_a_row_with_other_columns_says_so_and_drops_none(line):
    with pytest.raises(ValidationError, match=r"columnas, y deben ser cuatro"):
        people(line)


@pytest.mark.parametrize(
    "titles",
    [
        "Tipo;Número;Nombres;Apellidos",
        "Tipo de documento;N.º de documento;Nombres;Apellidos",
        "TIPO DOC.;IDENTIFICACIÓN;NOMBRE;APELLIDO",
        '"Tipo de\ndocumento";"Número";"Nombres";"Apellidos"',
    ],
)
def test_the_titles_of_the_columns_are_no_person(titles):
    first = 2 + titles.count("\n")
    assert people(f"{titles}\nCC;1032456789;Ana María;Peña") == [(first, *ANA)]
    assert people(titles) == []


def test_a_row_that_lacks_something_is_no_row_of_titles():
    assert people("Cédula;;Ana;Peña") == [(1, "CC", "", "Ana", "Peña")]


def test_rows_are_numbered_as_an_editor_numbers_their_first_lines():
    told = people('\nCC;1;"Ana\nMaría";Peña\r\n  \r\nCC;2;Luz;Güiza')
    assert [(number, name) for number, _, _, name, _ in told] == [(2, "Ana María"), (5, "Luz")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Balanza\tMarca X\tSerie 12", ["Balanza, Marca X, Serie 12"]),
        ("Descripción\nBalanza\nPesa", ["Balanza", "Pesa"]),
        ("Equipo\tMarca\tModelo\tSerie\nBalanza\tX\tY\t1", ["Balanza, X, Y, 1"]),
        ("Material de referencia\nBalanza", ["Material de referencia", "Balanza"]),
        ('"Balanza\nde 5 kg"\nPesa; clase E1', ["Balanza de 5 kg", "Pesa; clase E1"]),
        ('Tubería de 1/2" y 3/4"\n"Pesa" de 1 kg', ['Tubería de 1/2" y 3/4"', '"Pesa" de 1 kg']),
        ('"Balanza ""Ñandú"""', ['Balanza "Ñandú"']),
        ("x" * 200_000, ["x" * 200_000]),
    ],
)
def test_items_are_told_as_they_were_written(text, told):
    assert items(text) == told


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="\r"), max_size=12)
ROWS = st.lists(st.lists(CELL, min_size=4, max_size=4).filter(lambda row: any(map(str.split, row))), min_size=1)


@given(ROWS)
def test_what_a_spreadsheet_copies_comes_back(rows):
    copied = io.StringIO()
    csv.writer(copied, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    clean = [[" ".join(cell.split()) for cell in row] for row in rows]
    expected = clean[1:] if OF_PEOPLE.are(clean[0]) else clean
    assert [cells for _, cells in rows_of(copied.getvalue(), "\t;,", OF_PEOPLE)] == expected


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read(text):
    assert all(any(cells) and number >= 1 for number, cells in rows_of(text, "\t;,", OF_PEOPLE))
