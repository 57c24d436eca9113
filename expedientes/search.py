"""How cases are found by whatever somebody types: a number of any of their letters, or anything that they
say, as words without accents, by their beginnings."""

import re

from django.contrib.postgres.search import SearchQuery
from django.utils import timezone

from expedientes.models import Expediente, ExpedienteQuerySet, Paso
from ground.words import normalise
from radicados.models import NUMBER_WIDTH, Radicado
from radicados.verification import normalise_number

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


def matching(cases: ExpedienteQuerySet, typed: str) -> ExpedienteQuerySet:
    """Those that have every word typed, by their beginnings; none, of something typed that has no word."""
    words = normalise(typed).split()[:WORDS_SEARCHED]
    if not words:
        return cases.none() if typed.strip() else cases
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="simple")
    return cases.filter(search_words=query)
