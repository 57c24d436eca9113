"""Words are comparable however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ground.words import normalise, prefixes, searchable


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Termómetro", "termometro"),
        ("PEQUEÑOS Volúmenes", "pequenos volumenes"),
        ("10 000 µL", "10000 ul"),
        ("10.000 μL", "10000 ul"),
        ("0,5 °C", "0.5 c"),
        ("0,5 ºC", "0.5 c"),
        ("1 ℃", "1 c"),
        ("D'Angelo", "dangelo"),
        ("O’Brien D´Angelo L‘Hôpital", "obrien dangelo lhopital"),
        ("Wałęsa Søren Đorđe Strauß Æther Işık", "walesa soren dorde strauss aether isik"),
        ("5' y 10'", "5 y 10"),
        ("0.171", "0.171"),
        ("mm²/s", "mm2 s"),
        ("N·m", "nm"),
        ("S.M.M.L.V.", "smmlv"),
        ("12 %H.R.", "12 hr"),
        ("(> 100 A hasta < 1 kA)", "mayor 100 a hasta menor 1 ka"),
        ("≤ 500 V", "hasta 500 v"),
        ("NTC-ISO 17025", "ntc iso 17025"),
        ("directa. (1 Hz a 6.0 GHz)", "directa 1 hz a 6.0 ghz"),
        ("'; DROP & | ! :* --", "drop"),
        # A degree is typed in many ways, some of which are ordinals.
        ("termómetro ºC", "termometro c"),
        ("termómetro °C", "termometro c"),
        ("termómetro ˚C", "termometro c"),
        ("termómetro \N{DEGREE CELSIUS}", "termometro c"),
        ("N.º 5", "n 5"),
        ("100 kΩ y 100 k\N{OHM SIGN}", "100 kohm y 100 kohm"),
        # Names as they are written, and as they are typed.
        ("D’Ángelo", "dangelo"),
        ("D´Angelo", "dangelo"),
        ("Łukasz Søren Đorđe", "lukasz soren dorde"),
        ("Æsir Œuvre Straße Þór", "aesir oeuvre strasse thor"),
        ("Łódź", "lodz"),
        ("ana+inm@correo.co", "ana inm correoco"),
        ("C++", "c"),
        # Of any script.
        ("王小明", "王小明"),
        ("Юрий Гагарин", "юрии гагарин"),
        ("Ελένη", "ελενη"),
        ("C.C. 1.032.456.789, de Bogotá", "cc 1032456789 de bogota"),
        # Nothing that can be searched.
        ("% _ ' ´ 💡 º", ""),
        ("", ""),
    ],
)
def test_text_is_made_comparable(typed, plain):
    assert normalise(typed) == plain


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("D'Angelo Pérez", "dangelo perez d angelo perez"),
        ("ana.perez@inm.gov.co", "anaperez inmgovco ana perez inm gov co"),
        ("0.5 mL, 1.000 g", "0.5 ml 1000 g"),
        ("Termómetro", "termometro"),
    ],
)
def test_what_is_joined_is_kept_whole_and_apart(text, kept):
    assert searchable(text) == kept


@given(st.text(max_size=30))
def test_what_was_made_comparable_is_the_same_made_so_again(text):
    assert normalise(normalise(text)) == normalise(text)


def test_unfinished_words_and_plurals_become_beginnings():
    assert prefixes("Termómetros digit. gas transductores") == ["termometro", "digit", "gas", "transductor"]
