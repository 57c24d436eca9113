"""Lists pasted from a spreadsheet."""

import pytest

from requests_oec.forms.rows import document_type, numbered_lines, person


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("CC;1032456789;Ana María;Peña", ("CC", "1032456789", "Ana María", "Peña")),
        ("cc\t1.032.456.789\tAna María\tPeña\t", ("CC", "1.032.456.789", "Ana María", "Peña")),
        ("Cédula de extranjería ; 100005 ; João ; de Brito", ("CE", "100005", "João", "de Brito")),
        ("CC;1032456789;Ana", ("CC", "1032456789", "Ana", "")),
        ("una línea cualquiera", ("una línea cualquiera", "", "", "")),
    ],
)
def test_line_is_split_into_a_persons_fields(line, cells):
    assert tuple(person(line).values()) == cells


@pytest.mark.parametrize(
    ("typed", "code"),
    [("c.c.", "CC"), ("CEDULA DE CIUDADANIA", "CC"), ("Pasaporte", "PA"), ("ppt", "PPT"), ("RUT", "RUT")],
)
def test_document_type_is_recognised_by_code_or_name(typed, code):
    assert document_type(typed) == code


def test_blank_lines_are_passed_over_and_counted():
    assert list(numbered_lines("uno\n\n  \ndos\r\ntres")) == [(1, "uno"), (4, "dos"), (5, "tres")]
