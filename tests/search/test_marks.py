"""The words that were found are marked, and nothing that was written becomes markup."""

import unicodedata

import pytest

from inm_portal.search.marks import SNIPPET, marked, snippet


@pytest.mark.parametrize(
    ("text", "beginnings", "shown"),
    [
        ("Calibración de termómetros", ("calibr", "termometro"), "{Calibración} de {termómetros}"),
        ("Presión", ("presion",), "{Presión}"),
        (unicodedata.normalize("NFD", "Presión"), ("presion",), "{Presión}"),
        ("descalibrado", ("calibr",), "descalibrado"),
        ("<b>Pesas</b> & más", ("pesa",), "&lt;b&gt;{Pesas}&lt;/b&gt; &amp; más"),
        ("<script>pesa</script>", ("script",), "&lt;{script}&gt;pesa&lt;/{script}&gt;"),
        ("Nada", (), "Nada"),
        ("", ("pesa",), ""),
    ],
)
def test_words_are_marked(text, beginnings, shown):
    assert marked(text, beginnings) == shown.replace("{", "<mark>").replace("}", "</mark>")


def test_a_long_text_is_cut_between_words_around_the_first_one_found():
    text = "antes " * 100 + "balanza" + " después" * 100
    shown = snippet(text, ("balanza",)).replace("<mark>", "").replace("</mark>", "")
    assert "balanza" in shown
    assert shown.startswith("…antes ")
    assert shown.endswith(" después…")
    assert len(shown) <= SNIPPET + 2


def test_a_long_text_without_the_word_is_shown_from_its_beginning():
    shown = snippet("uno " + "dos " * 100, ("balanza",))
    assert shown.startswith("uno dos")
    assert shown.endswith("dos…")
