"""The desk's queue and the public lookup with a thousand petitions, and with three hundred thousand.

Each page is asked for in this process, in turns with the home page; the median counts, against the home
page's of the same minute. The word that one petition in twenty says has no goal: it finds as many times more.
"""

import time
from collections.abc import Callable
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from expedientes.models import Dependencia
from inm_portal.staff_groups import PETITIONS_OFFICER
from pqrsd.models import Pqrsd
from tests.benchmarks import many_petitions
from tests.pqrsd.following import answer, signed
from tests.pqrsd.petitions import petition
from tests.staff import staff_user, verified

FEW, MANY, MANY_IN_A_HURRY = 1_000, 300_000, 30_000
QUEUES = {
    "queue": "",
    "queue_filtered": "?clase=queja",
    "queue_closed": "?estado=cerradas",
    "queue_search": "?estado=todas&q=zut%C3%A1nez",
    "queue_words": "?estado=todas&q=balanza",
}


def main(*, is_quick: bool = False) -> dict[str, float]:
    """Milliseconds and queries of each page with few and with many petitions, and the growth."""
    officers = [staff_user(PETITIONS_OFFICER) for _ in range(5)]
    place = {
        "offices": [office.pk for office in Dependencia.objects.all()],
        "officers": [officer.pk for officer in officers],
    }
    pages = _pages(officers[0], _answered_petition())
    many_petitions.add(1, FEW, **place)
    few, few_queries = milliseconds(pages, is_quick), queries(pages)
    many_petitions.add(FEW + 1, MANY_IN_A_HURRY if is_quick else MANY, **place)
    many, many_queries = milliseconds(pages, is_quick), queries(pages)
    names = [*QUEUES, "case_lookup"]
    return {
        **{f"{page}_ms": many[page] for page in names},
        **{f"{page}_few_ms": few[page] for page in names},
        **{f"{page}_growth": (many[page] / many["home"]) / (few[page] / few["home"]) for page in names},
        **{f"{page}_queries": many_queries[page] for page in names},
        "petitions": Pqrsd.objects.count(),
        "petition_queries_growth": sum(abs(many_queries[page] - few_queries[page]) for page in names),
    }


def _answered_petition() -> Pqrsd:
    """Filed through the same door as the page's button, with both letters signed."""
    pqrsd = answer(petition())
    for radicado in (pqrsd.radicado, *pqrsd.radicado.replies.all()):
        signed(radicado)
    return pqrsd


# --- Pages ----------------------------------------------------------------------------------------------
def _pages(officer, pqrsd: Pqrsd) -> dict[str, Callable[[], None]]:
    desk, anybody = verified(Client(), officer), Client()
    asked = {name: lambda query=query: got(desk, reverse("pqrsd:desk") + query) for name, query in QUEUES.items()}
    return asked | {
        "case_lookup": lambda: _look_up(anybody, pqrsd),
        "home": lambda: got(anybody, reverse("home")),
    }


def got(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"


def _look_up(client: Client, pqrsd: Pqrsd) -> None:
    """Number and code, and the page of the case."""
    typed = {"number": pqrsd.radicado.number, "code": pqrsd.radicado.verification_code}
    response = client.post(reverse("pqrsd:lookup"), typed)
    assert response.status_code == 302, response.status_code
    got(client, response.url)


# --- Measures -------------------------------------------------------------------------------------------
def milliseconds(pages: dict[str, Callable[[], None]], is_quick: bool) -> dict[str, float]:
    """The median of each page, taken in turns."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(15 if is_quick else 80):
        for name, ask in pages.items():
            began = time.perf_counter()
            ask()
            if turn >= 5:  # warm
                taken[name].append(1000 * (time.perf_counter() - began))
    return {name: median(values) for name, values in taken.items()}


def queries(pages: dict[str, Callable[[], None]]) -> dict[str, int]:
    counts = {}
    for name, ask in pages.items():
        counts[name] = min(_asked(ask) for _ in range(3))  # now and then one more writes down the session
    return counts


def _asked(ask: Callable[[], None]) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)
