"""How cases are found by whatever somebody types: a number of any of their letters, or anything that they
say, as words without accents, by their beginnings."""

import re

from django.contrib.postgres.search import SearchQuery
from django.utils import timezone

from expedientes.models import Expediente, ExpedienteQuerySet, Paso
from ground.words import unaccented
from radicados.models import NUMBER_WIDTH, Radicado
from radicados.verification import normalise_number

NOT_A_WORD = re.compile(r"[^a-z0-9]+")
GROUPED_DIGITS = re.compile(r"(?<=\d)[.\s](?=\d{3}(?!\d))")
BEFORE_CHECK_DIGIT = re.compile(r"(?<=(?<!\d)\d{9})[-‐‑–—](?=\d(?!\d))")
WORDS_SEARCHED = 12
_SEQUENCE = re.compile(rf"0*[1-9][0-9]{{0,{NUMBER_WIDTH - 1}}}")


def numbered(cases: ExpedienteQuerySet, typed: str) -> ExpedienteQuerySet | None:
    """Those that a number names, its own or that of one of its letters; None when it names none of them.

    `2026 e 12` is one; a few digits alone may be of this year or of the one before.
    """
    numbers, this_year, kind = [normalise_number(typed)], timezone.localdate().year, Radicado.Kind.ENTRADA
    if not any(numbers):
        if not _SEQUENCE.fullmatch(typed.strip()):
            return None
        numbers = [f"{year}-{kind}-{int(typed):0{NUMBER_WIDTH}d}" for year in (this_year, this_year - 1)]
    named = Expediente.objects.filter(radicado__number__in=numbers).values_list("pk")
    by_letter = Paso.objects.filter(radicado__number__in=numbers).order_by().values_list("expediente")
    those = cases.filter(pk__in=[pk for (pk,) in named.union(by_letter)])
    return those if those.exists() else None


def folded(text: str) -> str:
    """Lower-case words of plain letters and digits; `1.032.456.789` and `1032456789` are one word, and so is a
    NIT with its check digit, `900.494.393-3`."""
    plain = BEFORE_CHECK_DIGIT.sub("", GROUPED_DIGITS.sub("", text))
    return NOT_A_WORD.sub(" ", unaccented(plain)).strip()


def matching(cases: ExpedienteQuerySet, typed: str) -> ExpedienteQuerySet:
    """Those that have every word typed, by their beginnings."""
    words = folded(typed).split()[:WORDS_SEARCHED]
    if not words:
        return cases
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="simple")
    return cases.filter(search_words=query)
