"""Words that sound alike, and words that are near."""

import pytest

from ground.spelling import distance, is_near, remains, sound


@pytest.mark.parametrize(
    ("misspelt", "word"),
    [
        ("valanza", "balanza"),
        ("metrolojia", "metrologia"),
        ("calivrasion", "calibracion"),
        ("igrometro", "higrometro"),
        ("keja", "queja"),
        ("yuvia", "lluvia"),
        ("gitarra", "jitarra"),
        ("zeda", "seda"),
        ("wolumen", "volumen"),
    ],
)
def test_what_sounds_alike_has_one_sound(misspelt, word):
    assert sound(misspelt) == sound(word)


@pytest.mark.parametrize(
    "words", [("masa", "mesa"), ("chico", "cico"), ("gas", "jas"), ("gia", "guia"), ("carta", "cerca")]
)
def test_what_sounds_otherwise_has_another(words):
    assert sound(words[0]) != sound(words[1])


@pytest.mark.parametrize(
    ("typed", "word", "mistakes"),
    [
        ("", "", 0),
        ("masa", "masa", 0),
        ("maa", "masa", 1),
        ("massa", "masa", 1),
        ("mesa", "masa", 1),
        ("amsa", "masa", 1),
        ("termometro", "barometro", 3),
        ("", "masa", 4),
    ],
)
def test_mistakes_are_counted(typed, word, mistakes):
    assert distance(typed, word) == distance(word, typed) == mistakes


@pytest.mark.parametrize("typed", ["termmetro", "termometroo", "termomatro", "termoemtro", "tremometro", "termometo"])
def test_a_word_with_one_mistake_has_something_in_common_with_it(typed):
    assert is_near(typed, "termometro")
    assert remains(typed) & remains("termometro")


@pytest.mark.parametrize("word", ["gas", "de", "0.5", "e2e2", "a" * 41, ""])
def test_what_is_too_short_too_long_or_no_word_has_no_neighbours(word):
    assert remains(word) == set()


def test_two_mistakes_are_forgiven_in_long_words_only():
    assert is_near("metrolgaia", "metrologia")
    assert not is_near("mxsx", "masa")
