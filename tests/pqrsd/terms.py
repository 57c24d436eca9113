"""The stored terms of petitions, and the dates of a petition under one of them."""

import json
from dataclasses import replace
from datetime import date

from django.conf import settings

from pqrsd.deadlines import Facts, Resumption, Stop, Term, governing_term, reckon
from tests.legal_calendar.calendars import colombia

COLOMBIA = colombia()


def day(text: str) -> date:
    return date.fromisoformat(text)


def stored_terms() -> tuple[Term, ...]:
    law = json.loads((settings.BASE_DIR / "fixtures" / "terminos_pqrsd.json").read_text())
    return tuple(_term(law["procedures"][row.pop("procedure")] | row) for row in law["terms"])


def _term(row: dict) -> Term:
    typed = {"valid_from": day(row["valid_from"]), "resumption": Resumption(row["resumption"])}
    return Term(**row | typed)


# What CPACA, arts. 17, 19 and 21, say of petitions in general.
CPACA = {
    "ask_days": 10,
    "completion_months": 1,
    "is_completion_extendable": True,
    "lapses_by_act": True,
    "completion_norm": "CPACA, artículo 17",
    "clarification_days": 10,
    "transfer_days": 5,
    "transfer_norm": "CPACA, artículo 21",
}
TERMS = stored_terms()
GENERAL = Term("interes_general", 15, 15, "Ley 1437 de 2011, art. 14", date(2015, 6, 30), **CPACA)
RESTARTING = replace(GENERAL, resumption=Resumption.RESTARTS)


def governing(kind: str, received: str) -> Term:
    return governing_term(TERMS, kind=kind, facts=Facts(day(received)), calendar=COLOMBIA)


def due(received: str, *stops: Stop, extension_days: int = 0, term: Term = GENERAL, calendar=COLOMBIA):
    return reckon(term, Facts(day(received), stops, extension_days), calendar)


def stop(requested: str, completed: str | None = None) -> Stop:
    return Stop(day(requested), day(completed) if completed else None)
