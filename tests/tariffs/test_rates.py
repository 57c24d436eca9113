"""Rows keep their address from one resolution to the next, and are found however they are asked for."""

from dataclasses import replace

import pytest
from django.db import connection

from tariffs.kinds import SectionKind
from tariffs.models import Rate
from tariffs.resolution_import import code_key, known_codes, start_edition, with_codes


# --- Codes ----------------------------------------------------------------------------------------------
def test_a_row_keeps_its_code_in_the_next_resolution_and_a_new_one_gets_a_new_code(edition, printed):
    uncoded = [replace(rate, code="") for rate in printed.rates[1:]]
    new = replace(uncoded[0], name="Calibración de un instrumento nuevo.", position=328)
    coded = with_codes([*reversed(uncoded), new], known_codes())
    assert {rate.name: rate.code for rate in coded[:-1]} == {rate.name: rate.code for rate in printed.rates[1:]}
    assert coded[-1].code == "CAL-245"


def test_a_code_is_never_used_for_something_else(edition, printed):
    """The last row of its section disappears for a year; its code waits for it."""
    without = replace(printed, rates=tuple(rate for rate in printed.rates if rate.code != "MRC-007"))
    start_edition(replace(without, number="016-2021"), reason="Otra.").publish()
    new = replace(printed.rates[0], code="", kind=SectionKind.REFERENCE_MATERIAL, name="Agua pesada")
    assert with_codes([new], known_codes())[0].code == "MRC-008"


def test_a_known_code_that_another_row_of_the_same_name_already_has_is_not_given_twice(edition, printed):
    coded, uncoded = printed.rates[0], replace(printed.rates[0], code="", position=328)
    assert [rate.code for rate in with_codes([coded, uncoded], known_codes())] == ["CAL-001", "CAL-245"]


def test_small_changes_in_writing_do_not_change_the_row():
    assert code_key(SectionKind.CALIBRATION, "Volumen (1 µL), ≤ 5 °C.") == code_key("calibracion", "volumen 1 µl, ≤5°C")
    assert code_key(SectionKind.TRAVEL, "Transporte < 100 km") != code_key(SectionKind.TRAVEL, "Transporte > 100 km")


# --- Search ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("PIPETA multicanal", ["CAL-053"]),
        ("canal pistón", ["CAL-053"]),
        ("µL canal", ["CAL-053"]),
        ("10000 uL por canal", ["CAL-053"]),
        ("termomtro", []),
        ("tranductor", []),
        ("viscosi ubbelo", ["CAL-232"]),
        ("mm2/s", ["CAL-232"]),
        ("transportes equipos bogota <", []),
        ("cacao", ["MRC-007"]),
        ("mrc 007", ["MRC-007"]),
        ("balanzas de presión pesa", ["CAL-105", "CAL-106"]),
        ("masa M1", ["CAL-212"]),
        ("0,02 mayor", ["CAL-220"]),
        ("día viático exterior", ["DES-011"]),
        ("' | ! & :* ( cacao", ["MRC-007"]),
    ],
)
def test_rows_are_found_by_words_in_any_order_unfinished_and_unaccented(edition, typed, codes):
    assert [rate.code for rate in edition.rates.matching(typed)] == codes


def test_an_empty_search_finds_everything_and_one_without_a_word_nothing(edition):
    assert [edition.rates.matching(typed).count() for typed in ("", "  ", " ,; ", "%")] == [327, 327, 0, 0]


def test_a_row_edited_in_a_draft_is_found_by_its_new_words(draft):
    rate = draft.rates.get(code="CAL-001")
    rate.name = "Calibración de astrolabio."
    rate.save(update_fields=["name"])
    assert [found.code for found in draft.rates.matching("astrolab")] == ["CAL-001"]


def test_the_search_can_use_its_index(edition):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "ix_rate_search" in Rate.objects.order_by().matching("pipeta multi").explain()
