"""What customers call the things that they bring, and which rates those are: rows that an administrator edits."""

import re
from collections.abc import Iterator
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

CODES = re.compile(r"([A-Z]{2,3})-([0-9]{3,8})(?:\s*(?:…|\.\.\.)\s*(?:\1-)?([0-9]{3,8}))?")
MOST_CODES = 200
LONGEST_WORDS, LONGEST_CODES, LONGEST_SENTENCE = 300, 200, 300


def codes_in(typed: str) -> list[str]:
    """`CAL-010…012, EA-022` as CAL-010, CAL-011, CAL-012 and EA-022."""
    found: dict[str, None] = {}
    for section, first, last in CODES.findall(typed):
        numbers = range(int(first), min(int(last or first), int(first) + MOST_CODES) + 1)
        found |= dict.fromkeys(f"{section}-{number:0{len(first)}}" for number in numbers)
    return list(found)


def well_written(typed: str) -> None:
    """ValidationError unless it is codes and ranges of codes alone."""
    if left := CODES.sub("", typed).replace(",", " ").strip():
        raise ValidationError(f"«{left}» no es un código. Escríbalos así: CAL-010…021, EA-022.")


def _sentence(label: str, help_text: str = "") -> models.CharField:
    return models.CharField(label, max_length=LONGEST_SENTENCE, blank=True, help_text=help_text)


class FinderWordQuerySet(models.QuerySet["FinderWord"]):
    def beyond(self, codes: frozenset[str]) -> Self:
        """Those that name a code that is not among these."""
        return self.filter(pk__in=[entry.pk for entry in self if not codes.issuperset((*entry.sure, *entry.near))])


class FinderWord(models.Model):
    """One thing by its everyday names, parted by commas, with the codes of its rates; without any, what is not offered.

    `near_codes` are rates that may serve, which a laboratory confirms before it is quoted; `question` is what decides
    between several, and `note` what has to be known of them. The words are in Spanish, or in English.
    """

    words = models.CharField(
        "palabras",
        max_length=LONGEST_WORDS,
        unique=True,
        help_text="Como la gente lo llama, separadas por comas: «vernier, pie de rey, calibrador».",
    )
    codes = models.CharField(
        "tasas",
        max_length=LONGEST_CODES,
        blank=True,
        validators=[well_written],
        help_text="Códigos separados por comas: «CAL-010…021, EA-022». Vacío: no se ofrece.",
    )
    near_codes = models.CharField(
        "tasas cercanas",
        max_length=LONGEST_CODES,
        blank=True,
        validators=[well_written],
        help_text="Las que pueden servir si el laboratorio lo confirma antes de cotizar.",
    )
    question = _sentence("pregunta", "La que decide entre varias tasas: «¿Qué capacidad máxima tiene?».")
    note = _sentence("nota", "Lo que hay que saber, en una o dos frases.")
    english_words = models.CharField("palabras en inglés", max_length=LONGEST_WORDS, blank=True)
    english_question = _sentence("pregunta en inglés")
    english_note = _sentence("nota en inglés")

    objects = FinderWordQuerySet.as_manager()

    class Meta:
        verbose_name = "palabra del buscador de servicios"
        verbose_name_plural = "palabras del buscador de servicios"
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    @property
    def names(self) -> Iterator[str]:
        """Each of its names, in both languages."""
        return (name.strip() for name in f"{self.words},{self.english_words}".split(",") if name.strip())

    @property
    def name(self) -> str:
        """How it is mostly called."""
        return next(self.names)

    @property
    def english_name(self) -> str:
        return self.english_words.split(",")[0].strip()

    @property
    def sure(self) -> list[str]:
        return codes_in(self.codes)

    @property
    def near(self) -> list[str]:
        return codes_in(self.near_codes)
