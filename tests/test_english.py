"""English is whole: each page under /en/ says everything in English, and every word that is said has its English."""

import csv
import re
from functools import cache
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils.translation import override
from django_countries import countries

from ground.languages import ENGLISH, counterpart
from tests import translations
from tests.addresses import address, names, portal_to_show

# Words of Spanish that no English sentence has.
SPANISH = re.compile(
    r"\b(el|la|los|las|lo|del|de|que|qué|para|por|con|sin|una|uno|unos|unas|su|sus|se|le|les|es|son|está|están|al|y|o(?!\.)|"
    r"en|más|este|esta|estos|estas|ese|esa|(?-i:si)|sí|ya|cuando|como|cómo|desde|hasta|sobre|entre|también|puede|ver|"
    r"buscar|tasas?|tarifas?|servicios?|precios?|descuentos?|cotizar|cotizador|calcular|agregar|quitar|vigente|ninguno|"
    r"nota)\b"
    r"|[¿¡]|\w+(ción|ciones|miento|mientos)\b",
    re.IGNORECASE,
)
SPOKEN = {
    "title", "alt", "aria-label", "placeholder", "content", "label", "data-what", "data-copied",
    "data-failed", "data-heavy", "data-list", "data-none", "data-one", "data-many", "data-warning", "data-ended",
    "data-answered", "data-missing", "data-optional", "data-strength", "data-levels", "data-show", "data-hide",
}  # fmt: skip
PLACES = ("department", "municipality")
UNREAD = {"script", "style", "svg", "template"}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path"}


class Reader(HTMLParser):
    """What a page says in the language of the page: texts and attributes, but for what has a `lang` of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        is_aside = tag != "html" and ("lang" in given or tag in UNREAD)
        if not (is_aside or self.is_aside):
            self.said += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in EMPTY:
            self.open.append((tag, is_aside))

    def handle_endtag(self, tag):
        while tag not in EMPTY and self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not self.is_aside:
            self.said.append(" ".join(data.split()))

    @property
    def is_aside(self) -> bool:
        return any(aside for _, aside in self.open)


@cache
def places() -> set[str]:
    """Countries, departments and municipalities."""
    with open(settings.BASE_DIR / "fixtures" / "divipola.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with override(ENGLISH):
        named = {country.name for country in countries} | {row[what] for row in rows for what in PLACES}
        return named | {f"{row['usual_name']} ({row['municipality']})" for row in rows if row["usual_name"]}


def spanish(html: str) -> list[str]:
    """What an English page says in Spanish without saying that it is; the names of places are what they are."""
    reader = Reader()
    reader.feed(html)
    return [text for text in reader.said if SPANISH.search(text) and text not in places()]


def english_names(resolver: URLResolver) -> set[str]:
    """The pages that have an English address."""
    with override(ENGLISH):
        return {name for name in names(resolver) if address(name, "x").startswith("/en/")}


@pytest.fixture
def code(reference_data) -> str:
    return portal_to_show()


def test_every_word_that_is_said_has_its_english():
    catalogue = translations.stored()
    said = {message if isinstance(message, str) else message[0] for message, _ in translations.said()}
    stored = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id}
    assert said == stored
    assert [message.id for message in catalogue if message.id and (message.fuzzy or not message.string)] == []
    assert [message.id for message in catalogue if isinstance(message.string, tuple) and not all(message.string)] == []


def test_an_english_sentence_has_the_gaps_of_its_spanish():
    gap = re.compile(r"%\(\w+\)s|\{\w*\}|%[sd]")
    for message in translations.stored():
        ids, strings = ([each] if isinstance(each, str) else each for each in (message.id, message.string))
        if message.id:
            for own, english in zip(ids, strings, strict=True):
                assert set(gap.findall(english)) <= set(gap.findall(own)), own
            assert set(gap.findall(ids[-1])) == set(gap.findall(strings[-1])), ids[-1]


def test_compiled_words_are_those_of_the_catalogue():
    for words in (translations.WORDS, translations.DJANGOS):
        assert words.with_suffix(".mo").read_bytes() == translations.compiled(translations.stored(words))


def test_english_pages_say_nothing_in_spanish_unmarked(code):
    found = {}
    for name in sorted(english_names(get_resolver())):
        with override(ENGLISH):
            path = address(name, code)
        page = Client().get(path, follow=True)
        assert page.status_code in {200, 404, 405, 422}, path  # what refuses does so in English, too
        assert '<html lang="en"' in page.text, path
        found[path] = spanish(page.text)
    assert {path: said for path, said in found.items() if said} == {}


def test_each_page_names_its_other_language(code):
    for name in english_names(get_resolver()):
        own = address(name, code)
        with override(ENGLISH):
            other = address(name, code)
        for path in (own, other):
            page = Client().get(path)
            if page.status_code == 200:
                assert f'hreflang="es" href="http://localhost:8000{own}"' in " ".join(page.text.split()), path
                assert f'hreflang="en" href="http://localhost:8000{other}"' in " ".join(page.text.split()), path


@pytest.mark.parametrize("path", ["/empresa/invitacion/7/\u0442\u0435/", "/ayuda/", "/no-existe/"])
def test_page_of_one_language_has_no_counterpart_however_its_address_is_written(path):
    assert counterpart(path) is None


def test_what_has_no_english_has_no_english_address(client, db):
    assert client.get("/en/nada/").status_code == 404
    assert client.get("/tarifas/", headers={"accept-language": "en"}).headers["Content-Language"] == "es-co"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Rates in force</p>", []),
        ("<p>Tarifas de la resolución</p>", ["Tarifas de la resolución"]),
        ('<p>Law <span lang="es">Ley de archivos</span></p>', []),
        ('<svg><path d="M0 0" /><text>Fuerza y par</text></svg><p>Traceable to the SI</p>', []),
        ('<button aria-label="Buscar en el portal">Go</button>', ["Buscar en el portal"]),
    ],
)
def test_spanish_is_found(html, said):
    assert spanish(html) == said
