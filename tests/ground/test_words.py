"""Words are comparable however they are typed."""

import pytest

from ground.words import normalise, prefixes


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
        ("", ""),
    ],
)
def test_text_is_made_comparable(typed, plain):
    assert normalise(typed) == plain


def test_unfinished_words_and_plurals_become_beginnings():
    assert prefixes("Termómetros digit. gas transductores") == ["termometro", "digit", "gas", "transductor"]
