"""How petitions are found by anything that they say: words without accents, by their beginnings. Pure but for
the query."""

import re
import unicodedata

from django.contrib.postgres.search import SearchQuery

NOT_A_WORD = re.compile(r"[^a-z0-9ñ]+")
GROUPED_DIGITS = re.compile(r"(?<=\d)[.\s](?=\d{3}(?!\d))")
WORDS_SEARCHED = 12


def folded(text: str) -> str:
    """Lower-case words of plain letters and digits; `1.032.456.789` and `1032456789` are one word."""
    plain = unicodedata.normalize("NFKD", GROUPED_DIGITS.sub("", text).lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return NOT_A_WORD.sub(" ", plain).strip()


def searchable(pqrsd, petitioner) -> str:
    """Everything by which a petition may be looked for, save its number, which only filing gives it."""
    told = [pqrsd.subject, pqrsd.request, pqrsd.grounds]
    if petitioner:
        told += [
            petitioner.name,
            petitioner.full_name,
            petitioner.document_number,
            petitioner.nit,
            petitioner.represented_name,
            petitioner.represented_document,
            petitioner.email,
            petitioner.mobile,
            petitioner.phone,
        ]
    return " ".join(filter(None, map(folded, told)))


def matching(queryset, typed: str):
    """Those that have every word typed, by their beginnings."""
    words = folded(typed).split()[:WORDS_SEARCHED]
    if not words:
        return queryset
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="simple")
    return queryset.filter(search_words=query)
