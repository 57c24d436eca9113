"""The help as values: its topics, its questions and its glossary, read from the text files of `data/`.

Whoever writes those files needs no code: `data/LEAME.md` says how. A file that lacks something, names a page that
is not there or a figure that is not in FIGURES, is an error as soon as the help is read, and so in the tests.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from django.conf import settings
from django.urls import reverse

from ground.findable import Findable
from ground.webforms.drafts import LIFE

DATA = Path(__file__).parent / "data"
# What the texts may say of this installation, as `$name`: it is told where it is set, and nowhere twice.
FIGURES = {
    "entidad": settings.ENTITY["name"],
    "mb": settings.DOCUMENT_MAX_BYTES // 1024**2,
    "paginas": settings.DOCUMENT_MAX_PAGES,
    "megapixeles": settings.DOCUMENT_MAX_PIXELS // 1_000_000,
    "anexos": settings.CASE_MAX_ATTACHMENTS,
    "otros_documentos": settings.REGISTRATION_MAX_DOCUMENTS,
    "minutos_de_recuperacion": settings.RECOVERY_LINK_MINUTES,
    "horas_de_verificacion": settings.VERIFICATION_LINK_HOURS,
    "minutos_sin_uso": settings.SESSION_IDLE_MINUTES,
    "horas_de_sesion": settings.SESSION_COOKIE_AGE // 3600,
    "horas_del_caso": settings.CASE_ACCESS_MINUTES // 60,
    "dias_de_borrador": LIFE.days,
    "minutos_de_espera": round(settings.AXES_COOLOFF_TIME * 60),
}


@dataclass(frozen=True)
class Way:
    """A page of the portal, by its URL name and what that takes, and the words of the link that leads to it."""

    words: str
    page: str

    @property
    def address(self) -> str:
        name, *arguments = self.page.split()
        return reverse(name, args=arguments)


@dataclass(frozen=True)
class TopicPart:
    """A heading with paragraphs, then steps to be taken in order, then points in no order."""

    title: str
    text: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """A page of help: `screens` are the URL names of the pages that link to it, `see` the names of other topics."""

    name: str
    group: str
    title: str
    summary: str
    parts: tuple[TopicPart, ...]
    screens: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    see: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return reverse("help_topic", args=[self.name])

    @property
    def words(self) -> str:
        return " ".join(word for part in self.parts for word in (part.title, *part.text, *part.steps, *part.points))


@dataclass(frozen=True)
class FrequentQuestion:
    """One that people ask; `name` is its anchor, and `norm` where the answer comes from, if anywhere."""

    name: str
    group: str
    asks: str
    answer: str
    norm: str = ""
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class GlossaryTerm:
    """A word of the law or of measurement in at most two lines; `name` is its anchor and its name in `{% term %}`,
    which says what it means `in_english` on a page that is."""

    name: str
    word: str
    means: str
    norm: str = ""
    in_english: str = ""

    @property
    def address(self) -> str:
        return f"{reverse('help_glossary')}#{self.name}"


@cache
def topics() -> dict[str, Topic]:
    """By their names, in the order of their files."""
    found = {}
    for path in sorted((DATA / "topics").glob("*.toml")):
        name = path.stem.split("_", 1)[1]
        row = _read(path)
        parts = tuple(TopicPart(**_frozen(part)) for part in row.pop("parts"))
        found[name] = Topic(name=name, parts=parts, ways=_ways(row), **_frozen(row))
    return found


@cache
def questions() -> tuple[FrequentQuestion, ...]:
    rows = _read(DATA / "questions.toml")["questions"]
    return tuple(FrequentQuestion(ways=_ways(row), **row) for row in rows)


@cache
def glossary() -> dict[str, GlossaryTerm]:
    """By their names, in the order of the alphabet, as the file has them."""
    return {row["name"]: GlossaryTerm(**row) for row in _read(DATA / "glossary.toml")["terms"]}


@cache
def topic_of_screens() -> dict[str, Topic]:
    """The topic that explains a page, by the page's URL name."""
    return {screen: topic for topic in topics().values() for screen in topic.screens}


def pages() -> Iterator[Findable]:
    """The help as it stands in the site map: its lists and its topics."""
    yield Findable("Ayuda", reverse("help"), "Cómo se hace cada cosa en el portal.")
    yield Findable("Preguntas frecuentes", reverse("help_questions"), "Lo que más se pregunta, con su norma.")
    yield Findable("Glosario", reverse("help_glossary"), "Las palabras de la ley y de la metrología, en dos renglones.")
    for topic in topics().values():
        yield Findable(topic.title, topic.address, f"{topic.summary} {topic.words}", place="Ayuda")


def answers() -> Iterator[Findable]:
    """Each question and each word of the glossary, where it is answered."""
    for question in questions():
        address = f"{reverse('help_questions')}#{question.name}"
        yield Findable(question.asks, address, question.answer, place="Preguntas frecuentes", also=question.norm)
    for term in glossary().values():
        yield Findable(term.word, term.address, term.means, place="Glosario", also=term.norm)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(Template(path.read_text(encoding="utf-8")).substitute(FIGURES))


def _ways(row: dict[str, Any]) -> tuple[Way, ...]:
    return tuple(Way(words, page) for page, words in row.pop("ways", {}).items())


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
